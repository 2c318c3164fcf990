"""What a look at an installation found, in words and as data."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, computed_field

from recommender import __version__

HOW_TO_GET_CLIP = (
    "Connect this machine to huggingface.co once and start again, or set RECOMMENDER_MODEL to a "
    "folder with the model's files."
)
State = Literal["healthy", "warnings", "problems"]


class Report(BaseModel):
    """The state of an installation; what was not looked at, or could not be, is None or empty.

    ``problems`` are what somebody must mend, ``warnings`` what somebody should look at before it
    is one. What ``instead_because`` and the notices say is no fault.
    """

    version: str = __version__
    data: str
    quick: bool = False
    format: int | None = None  # of the catalog
    dishes: int | None = None
    sold_out: int | None = None
    without_photo: int | None = None
    undeclared: int | None = None
    revision: int | None = None
    encoder: str = ""
    instead_because: str = ""
    encoder_notices: list[str] = []
    index: str = ""
    index_notice: str = ""
    used_bytes: int | None = None
    free_bytes: int | None = None
    warnings: list[str] = []
    problems: list[str] = []

    @computed_field  # type: ignore[prop-decorator]
    @property
    def state(self) -> State:
        """How it is, in one word."""
        return "problems" if self.problems else "warnings" if self.warnings else "healthy"

    def in_words(self) -> str:
        """Return the report as lines for a terminal."""
        return "\n".join(f"{name:9} {text}" for name, text in self._lines())

    def _lines(self) -> Iterator[tuple[str, object]]:
        yield "state", self.state
        yield "version", self.version
        yield "data", self.data
        if self.free_bytes is not None:
            used, free = (self.used_bytes or 0) / 1e6, self.free_bytes / 1e6
            yield "disk", f"{used:,.0f} MB used, {free:,.0f} MB free"
        if self.dishes is not None:
            yield "menu", f"{self.dishes} dishes, {self.sold_out} sold out"
            lacking = f"{self.without_photo} photos, allergens of {self.undeclared} dishes"
            yield "missing", lacking
            yield "catalog", f"at revision {self.revision}, in format {self.format}"
        if self.encoder:
            yield "encoder", self.encoder
        if self.index:
            yield "index", self.index
        yield from (("notice", notice) for notice in self._notices())
        yield from (("warning", warning) for warning in self.warnings)
        yield from (("problem", problem) for problem in self.problems)

    def _notices(self) -> Iterator[str]:
        if self.instead_because:
            yield f"{self.instead_because} {HOW_TO_GET_CLIP}"
        yield from self.encoder_notices
        if self.index_notice:
            yield self.index_notice
        if self.quick and not self.problems:
            yield "This was a quick look: encoder, index and the inside of photos were left out."
