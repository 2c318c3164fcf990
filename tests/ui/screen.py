"""What tests read off a page."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

Opening = Callable[..., AppTest]


def grids(app: AppTest) -> Iterator[Any]:
    """Yield what each grid of cards was drawn from, with the data as ``cards``."""
    for element in app.get("bidi_component"):
        if element.proto.component_name == "dish_cards":
            yield element.proto


def cards(app: AppTest) -> list[dict[str, Any]]:
    """Return what is said on each card, in order."""
    return [card for grid in grids(app) for card in json.loads(grid.json)["cards"]]


def shown(app: AppTest) -> list[str]:
    """Return the names of the dishes on cards, in order."""
    return [card["name"] for card in cards(app)]


def on_cards(app: AppTest) -> str:
    """Return all that is to be read on cards."""
    said = ("name", "price", "description", "because")
    badges = [[text for _, text, _ in card["badges"]] for card in cards(app)]
    return "\n".join(
        " · ".join([*(card[part] for part in said), *marks])
        for card, marks in zip(cards(app), badges, strict=True)
    )


def press_on_card(app: AppTest, what: str, dish: str) -> None:
    """Press a button on the first card of a dish: like, unlike or hide."""
    grid = next(
        one for one in grids(app) if dish in {c["id"] for c in json.loads(one.json)["cards"]}
    )
    _trigger(app, grid.id, what, dish)


def menu_changed(app: AppTest) -> None:
    """Say what the page's own script says once the menu is another."""
    watch = next(e for e in app.get("bidi_component") if e.proto.component_name == "following")
    _trigger(app, watch.proto.id, "changed", "0")


def _trigger(app: AppTest, component: str, event: str, value: str) -> None:
    states = app._tree.get_widget_states()
    sent = states.widgets.add()
    sent.id = f"$$STREAMLIT_INTERNAL_KEY_{component}__events"
    sent.json_trigger_value = json.dumps([{"event": event, "value": value}])
    app._run(states)


def on_card(app: AppTest, dish: str) -> dict[str, str]:
    """Return what the buttons on the first card of a dish are called, by what they do."""
    card = next(card for card in cards(app) if card["id"] == dish)
    return {what: label for what, _, label in card["buttons"]}


def linked(app: AppTest, kind: str) -> list[str]:
    """Return where the links of a kind lead to, in order."""
    if kind == "dish-link":
        return [card["target"] for card in cards(app)]
    if kind == "similar-link":
        return [card["similar"]["target"] for card in cards(app)]
    bodies = [element.proto.body for element in app.get("html")]
    found = [re.findall(rf'<a class="inside {kind}" href="([^"]*)"', body) for body in bodies]
    return [unescape(target) for targets in found for target in targets]


def told(app: AppTest) -> str:
    """Return all small print and text of a page, without escapes."""
    return "\n".join(said(element) for element in (*app.caption, *app.markdown))


def said(element: Any) -> str:
    """Return what an element says, without the escapes that keep it from being markup."""
    return unescaped(element.value)


def unescaped(text: str) -> str:
    """Return Markdown as it is read: without escapes, and what keeps it from becoming links."""
    return re.sub(r"\\(.)", r"\1", text).replace("\N{WORD JOINER}", "")


def press(app: AppTest, label: str) -> None:
    """Press the button with this label."""
    next(button for button in app.button if button.label == label).click().run()


def labelled(app: AppTest, key: str) -> str:
    """Return what the button of this key is called, without escapes."""
    return unescaped(app.button(key=key).label)
