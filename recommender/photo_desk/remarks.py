"""What the photo desk remarks: a kind, the figure, the limit, and a sentence to be translated.

A remark warns and never forbids: staff decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "small",
    "narrow",
    "blurred",
    "dark",
    "glaring",
    "flat",
    "same_photo",
    "near_copy",
    "not_food",
    "other_dish",
]

TEMPLATES: Mapping[Kind, str] = {
    "small": "The photo is {width} by {height} pixels; with fewer than {limit} on its long side "
    "it looks soft on a card. Take it larger.",
    "narrow": "A card shows {figure}% of the photo, which is {width} by {height} pixels; show "
    "{limit}% and more by cutting it nearer to 4 by 3.",
    "blurred": "The photo looks blurred: its sharpness is {figure}, that of good photos {limit} "
    "and more. Wipe the lens, hold still and take it again.",
    "dark": "The photo is dark: its bright parts reach {figure} of 255, those of good photos "
    "{limit} and more. Take it by a window.",
    "glaring": "The photo is over-exposed: {figure}% of its middle is plain white, of good photos "
    "at most {limit}%. Take it out of the direct light.",
    "flat": "The photo has little contrast: {figure} of 255 between its dark and bright parts, in "
    "good photos {limit} and more.",
    "same_photo": "The same photo is on the menu for {dishes}.",
    "near_copy": "Nearly the same photo is on the menu for {dishes}.",
    "not_food": "The photo does not look like food ({figure}% likely).",
    "other_dish": "The photo looks more like {dishes} than like {name}.",
}


@dataclass(frozen=True)
class Remark:
    """One thing about a photo that staff may want to know.

    ``figure`` is what was measured and ``limit`` what would not have been remarked on, both as
    the sentence shows them.
    """

    kind: Kind
    figure: float
    limit: float
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The sentence with names for its facts."""
        return TEMPLATES[self.kind]

    def __str__(self) -> str:
        return self.template.format(figure=self.figure, limit=self.limit, **self.facts)
