"""Everything out again: files that import back, paper for guests, the code for the tables."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from recommender.dish import Dish
from recommender.kitchen import Kitchen
from recommender.menu_file import write_archive, write_workbook
from recommender.printing import Language, allergen_sheet, menu_card, qr_png
from recommender.restaurant import Restaurant
from recommender.ui import access, i18n, resources
from recommender.ui.i18n import t
from recommender.ui.kitchen_frame import safely

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANGUAGES: tuple[Language, ...] = ("en", "es")


def files(restaurant: Restaurant) -> None:
    """Offer the menu as files; each is made when it is asked for."""
    st.header(t("The menu as files"))
    st.caption(t("Both import back to the same menu; Excel takes no photos along."))
    _download(t("CSV and photos (ZIP)"), "menu.zip", "application/zip", lambda: _zip(restaurant))
    _download("Excel", "menu.xlsx", XLSX, lambda: _workbook(restaurant))


def _zip(restaurant: Restaurant) -> bytes:
    dishes, photo_names = _exported(restaurant)
    return _written(lambda file: write_archive(file, dishes, photo_names, restaurant.photos.path))


def _workbook(restaurant: Restaurant) -> bytes:
    dishes, photo_names = _exported(restaurant)
    return _written(lambda file: write_workbook(file, dishes, photo_names))


def _exported(restaurant: Restaurant) -> tuple[list[Dish], dict[str, str]]:
    """Return the dishes and the file names of their photos; a lost file is left out."""
    dishes = _menu(restaurant)
    photo_names = {
        dish.photo: f"{dish.id}.jpg"
        for dish in reversed(dishes)  # one that two share is named after the first of them
        if dish.photo and restaurant.photos.path(dish.photo).exists()
    }
    return dishes, photo_names


def _menu(restaurant: Restaurant) -> list[Dish]:
    return list(restaurant.catalog.menu().dishes.values())


def _written(write: Callable[[Path], None]) -> bytes:
    with TemporaryDirectory(prefix="menu-export-") as folder:
        file = Path(folder) / "menu"
        write(file)
        return file.read_bytes()


def paper(restaurant: Restaurant, title: str) -> None:
    """Offer the menu card and the allergen sheet as PDF."""
    st.header(t("On paper"))
    language = st.segmented_control(
        t("Language"),
        LANGUAGES,
        default=LANGUAGES[0] if i18n.language() == i18n.ENGLISH else LANGUAGES[1],
        required=True,
        key="paper_language",
        format_func=i18n.own_name,
    )
    printed: Sequence[tuple[str, str, Callable[..., bytes]]] = (
        (t("Menu card (PDF)"), "menu-card", menu_card),
        (t("Allergen sheet (PDF)"), "allergens", allergen_sheet),
    )
    for label, name, make in printed:

        def made(make: Callable[..., bytes] = make) -> bytes:
            today = resources.house_now().date()
            return make(_menu(restaurant), title=title, language=language, day=today)

        _download(label, f"{name}-{language}.pdf", "application/pdf", made)


def _download(
    label: str,
    file: str,
    mime: str,
    make: Callable[[], bytes],
    *,
    then: Callable[[], None] | None = None,
) -> None:
    st.download_button(
        label,
        access.later(make),
        file_name=file,
        mime=mime,
        icon=":material/download:",
        on_click=then or "ignore",
        key=f"download_{file}",
    )


def code(kitchen: Kitchen) -> None:
    """Show the code that opens the guests' page."""
    st.header(t("A code for the tables"))
    address = st.text_input(
        t("Address of the guests' page"),
        _guests_address(),
        key="qr_address",
        help=t("As a phone reaches it: not localhost."),
    )
    if not address:
        return
    picture = qr_png(address)
    st.image(picture, width=240, alt=t("QR code of {address}", address=address))
    _download(
        t("Code as a picture (PNG)"),
        "table-code.png",
        "image/png",
        lambda: picture,
        then=lambda: safely(_note_code_printed, kitchen),
    )


def _note_code_printed(kitchen: Kitchen) -> None:
    kitchen.note_code_printed()


def _guests_address() -> str:
    """Return the address of the first page, beside this one."""
    here = urlsplit(st.context.url or "")
    folder = here.path.rstrip("/").removesuffix("staff_export")
    return urlunsplit((here.scheme, here.netloc, folder or "/", "", "")) if here.netloc else ""
