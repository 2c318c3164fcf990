"""The answers to a search, each state of them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from recommender.dish import Dish
from recommender.facets import LIFTABLE, Relaxation
from recommender.filters import Filters
from recommender.lazy import Lazy
from recommender.query import Understanding
from recommender.recommend import Match, Query, Result
from recommender.recommend import implied as required_by_words
from recommender.signals import EVEN
from recommender.ui import address, filter_panel, hours, preparing, resources, state, taste
from recommender.ui.cards import cards
from recommender.ui.dish_grid import PAGE_SIZE, card_skeletons, counted, dish_grid
from recommender.ui.i18n import listed, n, t
from recommender.ui.words import plain

CLOSEST = 4  # dishes shown when nothing matches
FEW = 6  # fewer good matches than this are filled up with those that come close


def answer(query: Query, understood: Understanding) -> None:
    """Show the dishes for what is asked, or what keeps them from being shown."""
    implied = required_by_words(understood)
    if not resources.restaurant().recommender.table().dishes:
        empty_menu()
    elif not query.words or not (preparing.can_search_words() or understood.words):
        browse(query, implied)
    elif preparing.can_search_words():
        if not preparing.is_ready():
            preparing.tell_of_photos()
        found = resources.restaurant().recommender.search(query)
        _count(query, found)
        show(found, query, asked=query.words)
    elif preparing.has_failed():
        preparing.wait_for_search()
        browse(query, implied)
    else:
        preparing.wait_for_search()
        card_skeletons(PAGE_SIZE)


def _count(query: Query, result: Result) -> None:
    """Count a search once, not each time that its page is drawn."""
    if state.is_first("counted", query.words):
        shown = [match.dish.id for match in result.matches[:PAGE_SIZE]]
        log = resources.restaurant().search_log
        log.log_search(query.words, no_match=result.no_match, shown=shown)


def show(result: Result, query: Query, *, asked: str, implied: Filters | None = None) -> None:
    """Show a search's result.

    Args:
        result: what was found.
        query: what was asked.
        asked: the same, for the sentence.
        implied: what is required beside the filters, if it is not in the words.
    """
    implied = implied or required_by_words(result.understood)
    fitting = [match for match in result.matches if match.score >= EVEN]
    close = list(result.matches[len(fitting) :])
    if not resources.restaurant().recommender.table().count(query.filters, implied):
        too_tight(query.filters, implied, result.understood)
    elif result.no_match or not result.matches:
        _not_food(result)
        _missing(result.missing)
        _nothing_matches(asked, close)
    else:
        _missing(result.missing)
        counted(len(fitting))
        dish_grid(fitting)
        _close(close[: max(0, FEW - len(fitting))])


def browse(query: Query, implied: Filters) -> None:
    """Show the menu under the filters: the dishes of the hour first."""
    dishes = _browsed(query, implied)
    if dishes:
        counted(len(dishes))
        dish_grid(Lazy(dishes, partial(Match, score=1.0)))
    else:
        too_tight(query.filters, implied, _understood(query))


def too_tight(filters: Filters, implied: Filters, understood: Understanding) -> None:
    """Say that no dish passes the filters, and offer to lift the one that helps most."""
    st.info(t("No dish on the menu fits all of these filters."), icon=":material/filter_alt_off:")
    found = resources.restaurant().recommender.table().relaxation(filters, implied)
    with st.container(horizontal=True):
        if found:
            st.button(
                _offered(found),
                key="relax",
                icon=":material/arrow_forward:",
                on_click=_lift,
                args=(found.name, understood),
            )
        if address.set_count():
            filter_panel.clear_button(key="clear_from_results")


def empty_menu() -> None:
    """Say that there are no dishes, or that they are just being brought in."""
    if preparing.is_laying_the_table():
        preparing.wait_for_menu()
    else:
        st.info(t("There is no dish on the menu yet. Staff can add the first one on their page."))


def _browsed(query: Query, implied: Filters) -> Lazy[Dish]:
    visit = state.visit(resources.house_now())
    return resources.restaurant().recommender.browse(
        query.filters,
        implied,
        seed=visit.seed,
        courses=hours.COURSES[visit.daypart],
        hidden=query.disliked,
        sort=query.sort,
    )


def _understood(query: Query) -> Understanding:
    return resources.restaurant().recommender.understand(query)


def _nothing_matches(asked: str, close: Sequence[Match]) -> None:
    st.info(
        t(
            "Nothing on the menu matches **{words}**. This comes closest, but is not it:",
            words=plain(asked),
        ),
        icon=":material/search_off:",
    )
    cards([replace(match, why=tuple) for match in close[:CLOSEST]])


def _not_food(result: Result) -> None:
    """Say that a photo shows no food, where the search can tell."""
    if result.not_food:
        st.info(t("Your photo does not look like food."), icon=":material/no_food:")


def _missing(words: Sequence[str]) -> None:
    if words:
        st.info(
            t("No dish here has {words}.", words=plain(listed([f"“{word}”" for word in words]))),
            icon=":material/search_off:",
        )


def _close(matches: Sequence[Match]) -> None:
    if matches:
        st.header(t("These come close"))
        cards(matches, place="close")


def _offered(found: Relaxation) -> str:
    count = found.count
    offers = {
        "price": lambda: n("At any price: {count} dish", "At any price: {count} dishes", count),
        "cuisine": lambda: n(
            "Of any cuisine: {count} dish", "Of any cuisine: {count} dishes", count
        ),
        "course": lambda: n("Of any course: {count} dish", "Of any course: {count} dishes", count),
        "spice": lambda: n("However spicy: {count} dish", "However spicy: {count} dishes", count),
    }
    return offers[found.name]()


def _lift(name: str, understood: Understanding) -> None:
    """Take a filter back, whether it was set or understood from words."""
    meant = [chip.text for chip in understood.chips if chip.filters.keys() & {*LIFTABLE[name]}]
    lifted: dict[str, list[str]] = {address.PLAIN: [*address.texts(address.PLAIN), *meant]}
    if name in address.FILTERS:
        lifted[name] = []
    address.change(**lifted)


def for_taste(query: Query) -> None:
    """Show what fits the guest's taste, above the menu."""
    taste.row(query.filters, lambda matches: cards(matches, place="taste"))
