"""The names of a menu are known as they are, whatever menu was known before."""

import pytest
from kit import dish

from recommender.asked import Reader
from recommender.facets import MenuTable

MENU = ("Greek salad", "Köttbullar (Swedish Meatballs)", "Green curry")


def reader(*names: str, before: Reader | None = None) -> Reader:
    return Reader(MenuTable([dish(name) for name in names]), before)


@pytest.mark.parametrize(
    "after",
    [
        MENU,
        (*MENU, "Vegan lasagne"),
        MENU[1:],
        ("Vegan salad", *MENU[1:]),
        (*MENU, "Swedish Meatballs"),
        (),
    ],
)
def test_names_that_came_or_went_are_known_as_on_a_first_reading(after: tuple[str, ...]) -> None:
    followed = reader(*after, before=reader(*MENU))
    assert followed._names == reader(*after)._names
