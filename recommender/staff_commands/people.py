"""Letting somebody into the staff pages: the line that the operator pastes into the secrets."""

import argparse
import sys
from getpass import getpass

from recommender.because import Because
from recommender.command import Command, tell
from recommender.errors import UnusablePassword
from recommender.people import Role, hash_password, line

ROLES = {"staff": Role.STAFF, "owner": Role.OWNER}


def register(command: Command) -> None:
    """Add the verb to the command line."""
    hashing = command(
        "hash-password", _hash_password, "Ask for a password; print what lets its person in."
    )
    hashing.add_argument("name", metavar="NAME", help="under which this person signs in")
    hashing.add_argument("--role", choices=ROLES, default="staff", help="staff unless told")
    hashing.set_defaults(alone=True)


def _hash_password(chosen: argparse.Namespace) -> int:
    hashed = hash_password(_asked() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n"))
    data = {chosen.name: {"role": chosen.role, "password_hash": hashed}}
    return tell(chosen, data, [line(chosen.name, ROLES[chosen.role], hashed).rstrip()])


def _asked() -> str:
    """Ask twice, unseen: nobody can read what they typed."""
    password = getpass("Password: ")
    if getpass("Again: ") != password:
        raise UnusablePassword(reason=Because("the two are not the same"))
    return password
