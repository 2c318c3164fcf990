"""What tests read off a page."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

Opening = Callable[..., AppTest]


def shown(app: AppTest) -> list[str]:
    """Return the names of the dishes on cards, in order."""
    links = [element.proto.body for element in app.get("html")]
    return [
        body.split(">")[1].split("<")[0] for body in links if 'class="inside dish-link"' in body
    ]


def linked(app: AppTest, kind: str) -> list[str]:
    """Return where the links of a kind lead to, in order."""
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
