"""What tests read off a page."""

import re
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

Opening = Callable[..., AppTest]


def shown(app: AppTest) -> list[str]:
    """Return the names of the dishes on cards, in order."""
    links = [element.proto.body for element in app.get("html")]
    return [body.split(">")[1].split("<")[0] for body in links if 'class="dish-link"' in body]


def said(element: Any) -> str:
    """Return what an element says, without the escapes that keep it from being markup."""
    return re.sub(r"\\(.)", r"\1", element.value)


def press(app: AppTest, label: str) -> None:
    """Press the button with this label."""
    next(button for button in app.button if button.label == label).click().run()
