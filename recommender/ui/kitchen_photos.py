"""What the photo desk remarks, as warnings that never stand in the way."""

from collections.abc import Iterable, Sequence

import streamlit as st

from recommender.dish import Dish
from recommender.photo_desk import Eyes, PhotoDesk, Remark
from recommender.restaurant import Restaurant
from recommender.ui import i18n, kitchen_words, state
from recommender.ui.i18n import t
from recommender.ui.words import plain

MENU, REMARKS = "menu_looked_at", "photo_remarks"


def field(dish: Dish | None) -> str:
    """Return the key of the field for the photo of a dish, None for a new one.

    Each dish has its own: a file cannot be taken out of a field that is shown already.
    """
    return f"dish_photo_{dish.id if dish else ''}"


def findings(
    restaurant: Restaurant, dishes: Sequence[Dish]
) -> list[tuple[Dish, tuple[Remark, ...]]]:
    """Return the dishes on whose photo there is something to remark, with the remarks."""
    revision = (restaurant.catalog.revision(), restaurant.engine.status.ready)
    known = state.kept(MENU)
    if known is None or known[0] != revision:
        known = (revision, _looked_at(restaurant))
        state.keep(MENU, known)
    return [(dish, known[1][dish.id]) for dish in dishes if dish.id in known[1]]


def _looked_at(restaurant: Restaurant) -> dict[str, tuple[Remark, ...]]:
    """Look at the menu's photos; the first time takes a while, which is shown."""
    place = st.empty()

    def told(_: str, done: int, total: int) -> None:
        facts = {"done": i18n.number(done), "total": i18n.number(total)}
        said = t("Looking at photos: {done} of {total}. Each is looked at once.", **facts)
        place.progress(done / total, said)

    with st.spinner(t("Looking at photos …")):
        found = _desk(restaurant).look_at_menu(told)
    place.empty()
    return found


def remarks(restaurant: Restaurant, dish: Dish | None, photo: tuple[bytes, str]) -> None:
    """Warn of what there is to remark on a new photo.

    Raises:
        UnusablePhoto: it cannot be used.
    """
    asked = (hash(photo), dish)
    known = state.kept(REMARKS)
    if known is None or known[0] != asked:
        known = (asked, _desk(restaurant).look(photo[0], name=photo[1], dish=dish))
        state.keep(REMARKS, known)
    show(known[1])


def show(found: Iterable[Remark]) -> None:
    """Show remarks."""
    for remark in found:
        st.warning(plain(kitchen_words.remark(remark)), icon=":material/photo_camera:")


def _desk(restaurant: Restaurant) -> PhotoDesk:
    """Return the photo desk, which sees more once the search is ready."""
    eyes = None
    if restaurant.engine.status.ready:
        serving = restaurant.engine.serving
        eyes = Eyes(serving.encoder, serving.embeddings)
    return PhotoDesk(restaurant.catalog, restaurant.photos, eyes)
