"""Likes and dislikes: in the address, undone with one click."""

from collections.abc import Callable
from dataclasses import replace

from screen import Opening, linked, on_card, press_on_card, said, shown, told

from recommender.engine import Status
from recommender.restaurant import Restaurant


def test_a_like_is_kept_in_the_address_by_its_id_alone(visit: Opening) -> None:
    app = visit(q="green curry with tofu")

    press_on_card(app, "like", "green-curry-with-tofu")

    assert app.query_params == {"q": "green curry with tofu", "liked": "green-curry-with-tofu"}
    assert "You like Green curry with tofu." in said(app.toast[0])


def test_a_like_is_taken_back_on_the_card_too(visit: Opening) -> None:
    app = visit(q="green curry with tofu", liked=["green-curry-with-tofu", "tiramisu"])
    assert on_card(app, "green-curry-with-tofu")["unlike"].startswith("Take back the like for")

    press_on_card(app, "unlike", "green-curry-with-tofu")

    assert app.query_params["liked"] == "tiramisu"
    assert on_card(app, "green-curry-with-tofu")["like"] == "Like Green curry with tofu"


def test_likes_bring_dishes_for_the_guests_taste_above_the_menu(visit: Opening) -> None:
    app = visit(liked="chocolate-fondant")

    assert app.header[0].value == "For your taste"
    assert shown(app)[0] == "Churros con chocolate"
    assert "Chocolate fondant" not in shown(app)[:4]


def test_a_like_is_taken_back_with_one_click(visit: Opening) -> None:
    app = visit(liked=["chocolate-fondant", "tiramisu"])

    app.button(key="liked-tiramisu").click().run()

    assert app.query_params == {"liked": "chocolate-fondant"}


def test_a_hidden_dish_is_hidden_everywhere(visit: Opening) -> None:
    hidden = "green-curry-with-tofu"

    assert "Green curry with tofu" not in shown(visit(q="green curry", disliked=hidden))
    assert "Green curry with tofu" not in shown(visit(diet="vegan", disliked=hidden))
    assert "Green curry with tofu" not in shown(
        visit("similar", like="pad-thai-with-prawns", disliked=hidden)
    )
    assert "Green curry with tofu" not in shown(
        visit("dish", id="pad-thai-with-prawns", disliked=hidden)
    )


def test_hiding_a_dish_takes_its_like_back(visit: Opening) -> None:
    app = visit(q="green curry with tofu", liked="butter-chicken")

    press_on_card(app, "hide", "green-curry-with-tofu")

    assert app.query_params["disliked"] == "green-curry-with-tofu"
    assert app.query_params["liked"] == "butter-chicken"
    assert "Green curry with tofu" not in shown(app)


def test_a_hidden_dish_is_shown_again_with_one_click(visit: Opening) -> None:
    app = visit(q="green curry with tofu", disliked="green-curry-with-tofu")

    app.button(key="disliked-green-curry-with-tofu").click().run()

    assert "disliked" not in app.query_params
    assert shown(app)[0] == "Green curry with tofu"


def test_taste_goes_along_with_every_link(visit: Opening) -> None:
    app = visit(liked="tiramisu", disliked="espresso")

    for kind in ("home", "page", "dish-link", "similar-link"):
        for target in linked(app, kind):
            assert "liked=tiramisu" in target
            assert "disliked=espresso" in target


def test_a_start_that_failed_with_the_photos_leaves_taste_and_words_at_work_and_says_so(
    visit: Opening, ready: Callable[[], Restaurant], standing: Callable[[Status], None]
) -> None:
    standing(replace(ready().engine.status, ready=False, failure="the start failed"))

    tasted, searched = visit(liked="chocolate-fondant"), visit(q="green curry with tofu")

    assert tasted.header[0].value == "For your taste"
    assert shown(searched)[0] == "Green curry with tofu"
    assert "Photos cannot be searched right now" in told(searched)
    assert "yet" not in told(searched)
