"""The list of those who may enter, as the operator wrote it in the secrets."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from recommender.because import Because
from recommender.errors import UnusablePeople
from recommender.people.passwords import is_hash
from recommender.people.roles import Person, Role

MAX_NAME = 60  # characters; more do not fit beside a change
_ROLES = {"staff": Role.STAFF, "owner": Role.OWNER}


@dataclass(frozen=True)
class Member:
    """One who may enter: how they are looked up, and what proves that it is they."""

    key: str
    person: Person
    seal: str


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Literal["staff", "owner"]
    password_hash: str

    @field_validator("password_hash")
    @classmethod
    def _hashed(cls, text: str) -> str:
        if not is_hash(text):
            raise PydanticCustomError("no_hash", "no hash of a password")
        return text


class _Addresses(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: list[str] = Field(default=[])
    staff: list[str] = Field(default=[])
    trust_addresses: bool = False


class People:
    """Who may enter, each under a name or an e-mail address.

    False while nobody was set up at all; a provider that nobody may enter by is set up.
    """

    def __init__(
        self,
        members: Mapping[str, Member],
        *,
        by_address: bool = False,
        trust_addresses: bool = False,
    ) -> None:
        """Take members by their keys.

        ``trust_addresses`` takes addresses of which the provider does not say whether it verified
        them; it suits a provider that belongs to the restaurant.
        """
        self._members = members
        self._by_address = by_address
        self.trust_addresses = trust_addresses

    def __iter__(self) -> Iterator[Member]:
        return iter(self._members.values())

    def __bool__(self) -> bool:
        return self._by_address or bool(self._members)

    def member(self, name: str) -> Member | None:
        """Return who is called like that, however it is capitalised."""
        return self._members.get(fold(name))

    @classmethod
    def with_passwords(cls, entries: object) -> "People":
        """Read ``{"Ana": {"role": "owner", "password_hash": ...}}``, or the same as JSON.

        Raises:
            UnusablePeople: an entry cannot be used.
        """
        members: dict[str, Member] = {}
        for name, facts in _table(entries).items():
            entry = _entry(name, facts)
            if fold(name) in members or not 0 < len(name.strip()) <= MAX_NAME:
                reason = Because(
                    "each name stands there once, and has 1 to {count} characters", count=MAX_NAME
                )
                raise UnusablePeople(entry=name, reason=reason)
            person = Person(name.strip(), _ROLES[entry.role])
            members[fold(name)] = Member(fold(name), person, entry.password_hash)
        return cls(members)

    @classmethod
    def with_addresses(cls, roles: object) -> "People":
        """Read ``{"owner": ["ana@mesa.example"], "staff": [...]}``.

        Raises:
            UnusablePeople: it cannot be used.
        """
        try:
            listed = _Addresses.model_validate(roles)
        except ValidationError as error:
            raise UnusablePeople(entry="[roles]", reason=_reason(error)) from None
        members: dict[str, Member] = {}
        for role, addresses in ((Role.OWNER, listed.owner), (Role.STAFF, listed.staff)):
            for address in map(fold, addresses):
                members.setdefault(address, Member(address, Person(address, role), address))
        return cls(members, by_address=True, trust_addresses=listed.trust_addresses)


def fold(name: str) -> str:
    """Return a name or an address as it is looked up."""
    return name.strip().casefold()


def line(name: str, role: Role, password_hash: str) -> str:
    """Return what is pasted into the secrets to let somebody in."""
    written = json.dumps(name.strip(), ensure_ascii=False)  # as TOML quotes it, too
    facts = f'role = "{role.name.lower()}"\npassword_hash = "{password_hash}"'
    return f"[people.{written}]\n{facts}\n"


def _table(entries: object) -> Mapping[str, Any]:
    if isinstance(entries, str):
        try:
            entries = json.loads(entries or "{}")
        except json.JSONDecodeError as error:
            where = {"line": error.lineno, "column": error.colno}
            reason = Because("it is not JSON from line {line}, column {column} on", **where)
            raise UnusablePeople(entry="RECOMMENDER_PEOPLE", reason=reason) from None
    if not isinstance(entries, Mapping):
        raise UnusablePeople(entry=Because("what stands"), reason=_NO_NAMES)
    return entries


def _entry(name: str, facts: object) -> _Entry:
    try:
        return _Entry.model_validate(facts)
    except ValidationError as error:
        raise UnusablePeople(entry=name, reason=_reason(error)) from None


_NO_NAMES = Because("it is not a table of names")
_OF_FIELDS = {
    "password": Because(
        "password is not kept, only password_hash; make one with python -m recommender "
        "hash-password"
    ),
    "role": Because("role is neither staff nor owner"),
}
_OF_TYPES = {
    "missing": Because("{field} is missing"),
    "extra_forbidden": Because("{field} is not known"),
    "no_hash": Because(
        "{field} is not the hash of a password; make one with python -m recommender hash-password"
    ),
    "list_type": Because("{field} is not a list of addresses"),
    "string_type": Because("{field} is not a text"),
    "bool_type": Because("{field} is neither true nor false"),
    "bool_parsing": Because("{field} is neither true nor false"),
}
_NO_TABLE = Because("it is not a table of settings, one a line")


def _reason(error: ValidationError) -> Because:
    """Return what is wrong with the first bad value; never the value, which may be a secret."""
    first = error.errors()[0]
    if not first["loc"]:
        return _NO_TABLE
    field = str(first["loc"][0])
    if field in _OF_FIELDS:
        return _OF_FIELDS[field]
    reason = _OF_TYPES.get(first["type"], Because("{field} cannot be used"))
    return reason.with_facts(field=field)
