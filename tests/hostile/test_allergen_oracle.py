"""Whatever is combined, and whatever changes meanwhile: what a guest leaves out is not shown.

The oracle is the menu itself, read anew by a catalog of its own, dish by dish.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kit import BLUE, GREEN, RED, jpeg, menu_csv, picture
from screen import Opening, shown
from streamlit.testing.v1 import AppTest
from test_filters import allowed

from recommender.catalog import Catalog, Change
from recommender.dish import ALLERGENS, COURSES, DIETS, Dish
from recommender.facets import LIFTABLE, lifted
from recommender.filters import Filters
from recommender.recommend import Query
from recommender.restaurant import Restaurant
from recommender.similar import INTENTS

Menu = dict[str, Dish]
TASTES = ("curry", "coconut", "tofu", "beef", "chocolate", "lemon", "prawn", "tomato")
# What guests write, and what must be left out then, by hand.
WORDS = {
    "": set(),
    "curry": set(),
    "tofu and lemon": set(),
    "nothing of the kind": set(),
    "beef curry without milk": {"milk"},
    "lemon sin gluten": {"gluten"},
    "no peanuts please": {"peanuts"},
    "something without nuts or eggs": {"nuts", "eggs"},
    "curry, allergic to fish": {"fish"},
    "tomate sin marisco": {"crustaceans", "molluscs"},
    "chocolate, soy free": {"soybeans"},
    "coconut no sesame no celery": {"sesame", "celery"},
    "vegan tofu under 20 without mustard": {"mustard"},
}


@pytest.fixture
def truth(restaurant: Restaurant, tmp_path: Path) -> Iterator[Catalog]:
    """A catalog of another process on the same menu."""
    catalog = Catalog.open(tmp_path / "data" / "catalog.db")
    yield catalog
    catalog.close()


def plate(chance: random.Random, number: int, photos: list[str]) -> Dish:
    tastes = chance.sample(TASTES, 2)
    return Dish(
        id=f"plate-{number}",
        name=f"{tastes[0].capitalize()} with {tastes[1]} {number}",
        price=float(chance.randint(4, 25)),
        course=chance.choice(COURSES),
        cuisine=chance.choice(["thai", "french"]),
        spice=chance.randint(0, 3),
        photo=chance.choice([None, *photos]),
        allergens=declared(chance),
        available=chance.random() < 0.9,
    )


def declared(chance: random.Random) -> list[str] | None:
    return chance.choice([None, [], *(chance.sample(ALLERGENS, n) for n in (1, 1, 2, 3))])


# How a menu changes while guests look at it.


def by_edit(chance: random.Random, restaurant: Restaurant, _: Catalog, dish: Dish) -> None:
    allergens = declared(chance)
    cell = "" if allergens is None else ";".join(allergens) or "none"
    restaurant.kitchen.edit(dish.id, {"allergens": cell}, based_on=dish, who="Ana")


def by_declaring(chance: random.Random, restaurant: Restaurant, _: Catalog, dish: Dish) -> None:
    found = declared(chance) or []
    restaurant.kitchen.declare(dish.id, found, based_on=dish, who="Ana")


def by_another_process(chance: random.Random, _: Restaurant, truth: Catalog, dish: Dish) -> None:
    changed = dish.model_dump() | {
        "declared_by": "",
        "declared_at": None,
        "allergens": declared(chance),
    }
    truth.write([Change(dish.id, Dish(**changed))], who="Luis", what="elsewhere")


def by_import(chance: random.Random, restaurant: Restaurant, _: Catalog, dish: Dish) -> None:
    allergens = ";".join(declared(chance) or []) or "none"
    row = {"id": dish.id, "name": dish.name, "price": dish.price, "allergens": allergens}
    plan = restaurant.kitchen.plan(menu_csv(restaurant.settings.data / "new.csv", [row]))
    restaurant.kitchen.apply(plan, who="Ana")


def by_undo(_: random.Random, restaurant: Restaurant, __: Catalog, ___: Dish) -> None:
    newest = restaurant.kitchen.undoable()
    if newest and newest.what != "new":  # a menu there must be
        restaurant.kitchen.undo(who="Ana")


CHANGES = (by_edit, by_declaring, by_another_process, by_import, by_undo)


def left_out(dish: Dish, excluded: set[str]) -> bool:
    """Say whether a dish contains, or does not declare, what is left out."""
    return bool(excluded) and (dish.allergens is None or bool(excluded & {*dish.allergens}))


def question(chance: random.Random, menu: Menu) -> tuple[Query, set[str]]:
    """Return a question of any parts, and what must not be in its answers."""
    some, words = chance.sample(sorted(menu), 4), chance.choice([*WORDS])
    filters = Filters(
        without=chance.sample(ALLERGENS, chance.randint(0, 2)),
        vegetarian=chance.random() < 0.1,
        max_price=chance.choice([None, None, 15.0]),
        course=chance.choice([(), (), ("main", "dessert")]),
        available=chance.random() < 0.7,
    )
    asked: dict[str, Any] = {
        "photo": chance.choice([None, None, picture(RED), picture(GREEN)]),
        "like": chance.choice([None, None, some[0]]),
        "intent": chance.choice(INTENTS),
        "liked": chance.choice([(), (some[1], some[2])]),
        "disliked": chance.choice([(), (some[3],)]),
        "balance": chance.choice([0.1, 0.5, 0.9]),
        "sort": chance.choice(["fit", "price_up", "price_down"]),
    }
    if not words and not (asked["photo"] or asked["like"]):
        asked["liked"] = (some[1],)
    return Query(words, filters=filters, **asked), WORDS[words] | {*filters.without}


@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(n, marks=pytest.mark.long) for n in range(4, 200))]
)
def test_what_a_guest_leaves_out_is_never_shown_though_the_menu_changes_between_two_looks(
    restaurant: Restaurant, truth: Catalog, open_restaurant: Callable[..., Restaurant], seed: int
) -> None:
    chance = random.Random(seed)
    photos = [restaurant.photos.add(jpeg(shade), name="dish") for shade in (RED, GREEN, BLUE)]
    dishes = [plate(chance, number, photos) for number in range(24)]
    restaurant.catalog.write([Change(d.id, d) for d in dishes], who="Ana", what="new")
    other = open_restaurant()  # a second one on the folder searches without an index
    kept = [question(chance, {d.id: d for d in dishes}) for _ in range(4)]

    for _ in range(6):
        change = chance.choice(CHANGES)
        change(chance, restaurant, truth, chance.choice([*truth.menu().dishes.values()]))
        menu = dict(truth.menu().dishes)
        for query, excluded in [*kept, *(question(chance, menu) for _ in range(4))]:
            asked = chance.choice([restaurant, other])
            hold_search(asked, menu, query, excluded)
            hold_table(asked, menu, query)


def hold_search(asked: Restaurant, menu: Menu, query: Query, excluded: set[str]) -> None:
    """Hold it of what is found, of the closest where nothing is, and of the first view."""
    found = asked.recommender.search(query, top=100)
    for match in found.matches:
        assert not left_out(menu[match.dish.id], excluded), (query.described(), match.dish)
        assert match.dish == menu[match.dish.id]
    for one in asked.recommender.browse(query.filters, seed=1):
        assert not left_out(menu[one.id], {*query.filters.without})


def hold_table(asked: Restaurant, menu: Menu, query: Query) -> None:
    """Hold it of the numbers beside filters, and of what is offered where nothing is left."""
    implied = Filters(available=False, **asked.recommender.understand(query).filters)
    required, table = (query.filters, implied), asked.recommender.table()
    facets = table.facets(*required)
    for name in ALLERGENS:
        stricter = query.filters.model_copy(update={"without": (*query.filters.without, name)})
        assert facets.without[name] == count(menu, stricter, implied)
    for name, times in facets.course.items():
        narrower = query.filters.model_copy(update={"course": (name,)})
        assert times == count(menu, narrower, implied)
    if offered := table.relaxation(*required):
        assert offered.name in LIFTABLE
        assert offered.count == count(menu, *(lifted(one, offered.name) for one in required))


def count(menu: Menu, *required: Filters) -> int:
    return sum(all(allowed(dish, one) for one in required) for dish in menu.values())


# Pages that were opened before the change.

PAGES: list[tuple[str, dict[str, Any]]] = [
    ("discover", {"without": "milk"}),
    ("discover", {"without": ["milk", "peanuts"], "q": "curry"}),
    ("discover", {"q": "curry without milk"}),
    ("discover", {"q": "sin gluten"}),
    ("discover", {"q": "no such thing without milk"}),
    ("discover", {"without": "milk", "liked": ["pad-thai", "lemonade"]}),
    ("discover", {"without": "milk", "sort": "price_up", "sold_out": "true"}),
    ("discover", {"without": "milk", "course": "dessert"}),
    ("similar", {"like": "pad-thai", "without": "milk"}),
    ("similar", {"like": "lemon-tart", "intent": "without-milk"}),
    ("similar", {"q": "curry", "without": "milk"}),
    ("dish", {"id": "lemon-tart", "intent": "without-milk"}),
]
NO_CLAIMS = dict.fromkeys(DIETS, False)  # who claims a diet may not name what contradicts it
CHANGED: list[tuple[str, list[str] | None]] = [
    ("beef-curry", ["milk", "gluten"]), ("lemonade", None), ("tofu-curry", ["milk", "peanuts", "gluten"]),
    ("beef-curry", []), ("pad-thai", ["milk", "gluten"]),
]  # fmt: skip


def excluded_by(parameters: dict[str, Any]) -> set[str]:
    said = parameters.get("without", [])
    words = f"{parameters.get('q', '')} {parameters.get('intent', '')}"
    chosen = {said} if isinstance(said, str) else {*said}
    return (
        chosen
        | ({"milk"} if "milk" in words else set())
        | ({"gluten"} if "gluten" in words else set())
    )


def pages() -> Iterator[Any]:
    """Yield each page by a name; everybody runs every third."""
    for at, (page, parameters) in enumerate(PAGES):
        marks = [pytest.mark.long] if at % 3 else []
        yield pytest.param((page, parameters), id=f"{page}-{'-'.join(parameters)}", marks=marks)


@pytest.mark.parametrize("case", list(pages()))
def test_an_open_page_shows_nothing_that_was_left_out_once_the_menu_is_another(
    case: tuple[str, dict[str, Any]], visit: Opening, ready: Callable[[], Restaurant]
) -> None:
    page, parameters = case
    app, excluded, restaurant = visit(page, **parameters), excluded_by(parameters), ready()
    hold_page(app, restaurant, excluded)

    for number, (dish, allergens) in enumerate(CHANGED):
        before = restaurant.catalog.menu().dishes[dish]
        facts = before.model_dump() | {"declared_by": "", "declared_at": None} | NO_CLAIMS
        changed = Dish(**facts | {"allergens": allergens})
        restaurant.catalog.write([Change(dish, changed)], who="Luis", what=str(number))
        app.run()
        hold_page(app, restaurant, excluded)


def hold_page(app: AppTest, restaurant: Restaurant, excluded: set[str]) -> None:
    assert not app.exception
    by_name = {dish.name: dish for dish in restaurant.catalog.menu().dishes.values()}
    assert [name for name in shown(app) if left_out(by_name[name], excluded)] == []
