"""The address of a page holds what is asked: the one place that reads and changes it.

Widgets show what the address says and write into it, so an address can be copied, and each change
is a step that the browser's Back undoes. (A widget's own ``bind="query-params"`` replaces the
step, and puts labels of the reader's language into the address.)
"""

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from recommender.dish import ALLERGENS, COURSES, DIETS
from recommender.filters import Filters
from recommender.ui import i18n, state

WORDS, PLAIN, PAGE, SORT = "q", "plain", "page", "sort"
LIKE, INTENT, BALANCE = "like", "intent", "balance"
LIKED, DISLIKED = "liked", "disliked"
FOUND_BY = "for"  # on a dish: the words whose answers it was opened from
COURSE, CUISINE, DIET, WITHOUT = "course", "cuisine", "diet", "without"
PRICE, SOLD_OUT = "price", "sold_out"
NEEDS = (DIET, WITHOUT)  # what a guest does not eat, whatever they look at
FILTERS = (COURSE, CUISINE, PRICE, DIET, WITHOUT, SOLD_OUT)
GOES_ALONG = (i18n.PARAMETER, LIKED, DISLIKED)  # on every link
MAX_KEPT = 50  # values of a parameter that are read, such as dishes that are liked
STEP = "address_written"
HEARD_S = 10.0  # after which the browser has it, or has been elsewhere and come back
MAX_STEPS = 8  # that a browser may not have heard of: nobody taps faster
MAX_VALUE = 2_000  # characters of a value that are read; nobody's wish is longer
_PRICE = re.compile(r"(\d{0,8})-(\d{0,8})")

Parameters = Iterable[tuple[str, str]]


def text(name: str) -> str:
    """Return a parameter; empty when it is not there."""
    return str(st.query_params.get(name, ""))[:MAX_VALUE].strip()


def texts(name: str) -> tuple[str, ...]:
    """Return the values of a parameter, each once."""
    found = [value[:MAX_VALUE] for value in st.query_params.get_all(name)[:MAX_KEPT]]
    return tuple(dict.fromkeys(filter(None, found)))


def chosen(name: str, options: Sequence[str]) -> list[str]:
    """Return those values of a parameter that are options; an address may say anything.

    However many it says, all are read: one may be what makes a guest ill.
    """
    said = frozenset(st.query_params.get_all(name))
    return [option for option in options if option in said]


def page() -> int:
    """Return the page of results, 1 for the first."""
    written = text(PAGE)
    return max(1, int(written)) if written.isdecimal() and len(written) < 6 else 1


def filters(cuisines: Iterable[str]) -> Filters:
    """Return what the address requires; of cuisines, only those of the menu."""
    low, high = prices()
    return Filters(
        course=tuple(chosen(COURSE, COURSES)),
        cuisine=tuple(chosen(CUISINE, sorted(cuisines))),
        min_price=low,
        max_price=high,
        without=tuple(chosen(WITHOUT, ALLERGENS)),
        available=not text(SOLD_OUT),
        **dict.fromkeys(chosen(DIET, DIETS), True),
    )


def prices() -> tuple[int | None, int | None]:
    """Return the least and the greatest price; None where it is left open."""
    found = _PRICE.fullmatch(text(PRICE))
    low, high = found.groups() if found else ("", "")
    return int(low) if low else None, int(high) if high else None


class _Step(NamedTuple):
    """What was written last into the address of a browser."""

    before: tuple[str, ...]  # addresses that it may still have
    now: str
    page: str
    at: float  # seconds of the monotonic clock


def catch_up() -> None:
    """Go on from what was written last where the browser has not heard of it yet.

    A second tap on a slow line brings the address along from before the first; what was chosen
    with that would be lost. Steps through the browser's history are the browser's to say.
    """
    step: _Step | None = state.kept(STEP)
    if step is None:
        return
    context = get_script_run_ctx()
    elsewhere = context is None or context.is_history_navigation or step.page != _page()
    late = time.monotonic() - step.at > HEARD_S
    if elsewhere or late or _query() not in (*step.before, step.now):
        state.keep(STEP, None)
    elif _query() != step.now:
        st.query_params.from_dict(parse_qs(step.now))


def _page() -> str:
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def _query() -> str:
    """Return the address's parameters as one text."""
    return urlencode([(name, one) for name in st.query_params for one in texts(name)])


def change(**values: str | Iterable[str] | None) -> None:
    """Write ``values`` into the address, as one step; what is empty leaves it.

    Results start at their first page again, unless it is the page that changes.
    """
    catch_up()
    step, before = state.kept(STEP), _query()
    _write(values)
    earlier = (*(step.before if step else ()), before)[-MAX_STEPS:]
    before_now = tuple(one for one in earlier if one != _query())
    state.keep(STEP, _Step(before_now, _query(), _page(), time.monotonic()))


def _write(values: Mapping[str, str | Iterable[str] | None]) -> None:
    left: dict[str, Any] = {name: texts(name) for name in st.query_params}
    left.pop(PAGE, None)
    left |= {
        name: (value,) if isinstance(value, str) else tuple(value or ())
        for name, value in values.items()
    }
    st.query_params.from_dict({name: kept for name, kept in left.items() if any(kept)})


def take(name: str) -> None:
    """Write what the widget of this name shows into the address."""
    value = state.shown(name)
    change(**{name: value if isinstance(value, list) else str(value or "")})


def add(name: str, value: str) -> None:
    """Add a value to a parameter."""
    catch_up()
    change(**{name: [*texts(name), value][-MAX_KEPT:]})


def remove(name: str, value: str) -> None:
    """Take a value out of a parameter."""
    catch_up()
    change(**{name: [one for one in texts(name) if one != value]})


def set_count() -> int:
    """Return how many filters the address holds."""
    return sum(len(texts(name)) for name in FILTERS)


def carried(*names: str) -> list[tuple[str, str]]:
    """Return what goes along with every link, and the parameters of ``names``."""
    return [(name, value) for name in (*GOES_ALONG, *names) for value in texts(name)]


def link(path: str, parameters: Parameters = (), *names: str) -> str:
    """Return a link's target: a page, ``parameters``, and what goes along."""
    return written(path, [*parameters, *carried(*names)])


def written(path: str, parameters: Parameters) -> str:
    """Return a page's address with ``parameters`` and nothing else."""
    query = urlencode([*parameters])
    return f"{path}?{query}" if query else path


def here(**values: str) -> str:
    """Return a link to this very page with some parameters replaced."""
    left = [(name, one) for name in st.query_params if name not in values for one in texts(name)]
    return "?" + urlencode(left + list(values.items()))
