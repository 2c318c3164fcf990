"""The owner's settings are kept whole, with who settled them; a first start is led by evidence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kit import Clock, dish, encoded, jpeg, menu_csv, picture
from PIL import Image

from recommender.catalog import Change
from recommender.errors import UnusableHouse, UnusablePhoto
from recommender.house import DEMO, House
from recommender.kitchen import FIRST_START, FirstSteps, Kitchen
from recommender.restaurant import Restaurant


def test_a_house_that_nobody_settled_has_the_currency_of_its_menu(
    place: Restaurant, kitchen: Kitchen
) -> None:
    assert kitchen.furnished() is None
    assert kitchen.house() == House(name="Restaurant", currency="EUR")


def test_what_the_owner_settles_is_kept_with_who_and_when(kitchen: Kitchen, clock: Clock) -> None:
    kitchen.furnish({"name": "La Parra", "hours": {"monday": "13-16"}}, who="Inés")

    furnished = kitchen.furnished()

    assert furnished is not None
    assert (furnished.who, furnished.at) == ("Inés", clock.now)
    assert furnished.house == House(name="La Parra", hours={"monday": "13:00-16:00"})


def test_what_two_owners_settle_at_once_stays_both(kitchen: Kitchen) -> None:
    kitchen.furnish({"name": "La Parra"}, who="Inés")
    kitchen.furnish({"currency": "USD"}, who="Luis")

    assert (kitchen.house().name, kitchen.house().currency) == ("La Parra", "USD")


def test_the_past_of_the_settings_is_kept(place: Restaurant, kitchen: Kitchen) -> None:
    for name in ("La Parra", "La Parra", "El Olivo"):  # the second changes nothing
        kitchen.furnish({"name": name}, who="Inés")

    assert [one.house.name for one in place.catalog.houses.past()] == ["El Olivo", "La Parra"]


def test_a_bad_value_leaves_the_settings_as_they_were(place: Restaurant, kitchen: Kitchen) -> None:
    with pytest.raises(UnusableHouse):
        kitchen.furnish({"name": "La Parra", "currency": "PTS"}, logo=jpeg(), logo_name="a.jpg")

    assert kitchen.furnished() is None
    assert not (place.settings.data / "photos" / "logos").exists()


def test_settings_change_no_dish_and_leave_the_history_of_the_menu_alone(
    place: Restaurant, kitchen: Kitchen
) -> None:
    before = place.catalog.revision()

    kitchen.furnish({"name": "La Parra"})

    assert place.catalog.revision() == before


def test_a_logo_is_kept_small_and_clear_where_it_was(place: Restaurant, kitchen: Kitchen) -> None:
    drawing = Image.new("RGBA", (800, 600), (0, 0, 0, 0))
    drawing.paste((230, 0, 0, 255), (0, 0, 400, 600))

    house = kitchen.furnish({}, logo=encoded(drawing, "PNG"), logo_name="logo.png")

    assert house.logo
    kept = Image.open(place.photos.logo(house.logo))
    assert (kept.format, kept.mode, kept.size) == ("WEBP", "RGBA", (341, 256))
    assert kept.getpixel((300, 100))[3] == 0  # type: ignore[index]
    assert kitchen.furnish({"logo": None}).logo is None


@pytest.mark.parametrize(
    "data", [b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b""]
)
def test_a_logo_that_may_hold_a_script_is_refused(kitchen: Kitchen, data: bytes) -> None:
    with pytest.raises(UnusablePhoto):
        kitchen.furnish({}, logo=data, logo_name="logo.svg")


def test_a_logo_tells_nothing_of_where_it_was_made(place: Restaurant, kitchen: Kitchen) -> None:
    noted = encoded(picture(size=(64, 64)), "JPEG", comment=b"made at home")

    house = kitchen.furnish({}, logo=noted, logo_name="logo.jpg")

    assert house.logo
    assert b"made at home" not in place.photos.logo(house.logo).read_bytes()


def test_a_new_dish_is_priced_in_the_currency_of_the_house(kitchen: Kitchen) -> None:
    kitchen.furnish({"currency": "MXN"})

    assert kitchen.add({"name": "Pozole", "price": "120"}).currency == "MXN"
    assert kitchen.add({"name": "Taco", "price": "2", "currency": "USD"}).currency == "USD"


ROWS = [{"name": "Ramen", "price": "$12"}, {"name": "Pozole", "price": "$120"}]


def test_an_import_takes_a_shared_sign_for_that_of_the_house(
    kitchen: Kitchen, tmp_path: Path
) -> None:
    kitchen.furnish({"currency": "MXN"})

    plan = kitchen.plan(menu_csv(tmp_path / "menu.csv", ROWS))

    assert [planned.dish.currency for planned in plan.new] == ["MXN"]
    assert not plan.rejected


def test_an_import_without_currency_takes_that_of_the_house_for_new_dishes_alone(
    kitchen: Kitchen, tmp_path: Path
) -> None:
    kitchen.furnish({"currency": "MXN"})
    rows = [{"name": "Ramen", "price": "12"}, {"name": "Pozole", "price": "120"}]

    plan = kitchen.plan(menu_csv(tmp_path / "menu.csv", rows))

    assert [planned.dish.currency for planned in plan.new] == ["MXN"]
    assert [planned.dish.currency for planned in plan.changed] == ["EUR"]


def test_a_file_that_says_its_currency_is_believed(kitchen: Kitchen, tmp_path: Path) -> None:
    kitchen.furnish({"currency": "MXN"})
    rows = [{"name": "Pozole", "price (USD)": "12"}]

    plan = kitchen.plan(menu_csv(tmp_path / "menu.csv", rows))

    assert [planned.dish.currency for planned in plan.new] == ["USD"]


def test_a_first_start_lays_the_demo_house_beside_the_demo_menu(
    open_restaurant: Callable[..., Restaurant],
) -> None:
    restaurant = open_restaurant(start=False)
    restaurant.serve_demo_menu()
    kitchen = restaurant.kitchen

    assert kitchen.house() == DEMO
    assert kitchen.first_steps() == FirstSteps(
        named=False, own_menu=False, photos_checked=False, code_printed=False
    )


def test_a_restaurant_that_was_named_before_its_menu_came_keeps_its_name(
    open_restaurant: Callable[..., Restaurant],
) -> None:
    restaurant = open_restaurant(start=False)
    restaurant.kitchen.furnish({"name": "La Parra"})

    restaurant.serve_demo_menu()

    assert restaurant.kitchen.house().name == "La Parra"


def test_the_first_steps_are_done_by_evidence(open_restaurant: Callable[..., Restaurant]) -> None:
    restaurant = first_started(open_restaurant)
    kitchen, demo = restaurant.kitchen, list(restaurant.catalog.menu().dishes)

    kitchen.note_photos_checked()  # of the demo menu: that is not what is meant
    kitchen.furnish({"name": "La Parra"}, who="Inés")
    kitchen.add({"name": "Pozole", "price": "12"})
    assert steps(kitchen) == (True, False, False, False)
    kitchen.remove(demo)
    assert steps(kitchen) == (True, True, False, False)
    kitchen.note_photos_checked()
    assert kitchen.first_steps().wanting
    kitchen.note_code_printed()
    assert steps(kitchen) == (True, True, True, True)
    assert not kitchen.first_steps().wanting


def test_an_empty_menu_is_no_menu_of_ones_own(open_restaurant: Callable[..., Restaurant]) -> None:
    restaurant = first_started(open_restaurant)
    restaurant.kitchen.remove(list(restaurant.catalog.menu().dishes))

    assert not restaurant.kitchen.first_steps().own_menu


def test_first_steps_that_are_dismissed_stay_away(kitchen: Kitchen) -> None:
    kitchen.dismiss_first_steps()

    assert not kitchen.first_steps().wanting


def steps(kitchen: Kitchen) -> tuple[Any, ...]:
    found = kitchen.first_steps()
    return (found.named, found.own_menu, found.photos_checked, found.code_printed)


def first_started(open_restaurant: Callable[..., Restaurant]) -> Restaurant:
    """Return an installation as its first start leaves it, with two dishes for the demo menu."""
    restaurant = open_restaurant(start=False)
    restaurant.kitchen.furnish(DEMO.model_dump(), who=FIRST_START)
    menu = [dish("Ramen"), dish("Mint tea")]
    restaurant.catalog.write([Change(d.id, d) for d in menu], who=FIRST_START, what="laid")
    return restaurant
