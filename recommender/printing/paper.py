"""A4 paper: the font, the head and foot of each page, and what keeps together."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Literal

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from recommender.dish import COURSES, Course, Dish, fold
from recommender.printing.texts import TEXTS, Language, Texts

FONT = "Source Sans Pro"  # Latin, Greek, Cyrillic and Vietnamese letters
FACES: dict[Literal["", "B", "I"], str] = {"": "Regular", "B": "Bold", "I": "It"}
MARGIN = 15  # mm
FOOT = 18  # mm
INK, GREY, PALE = 20, 105, 225  # levels: text, what is less important, lines


class Paper(FPDF):
    """A document with a title, a date and page numbers on each of its A4 pages."""

    def __init__(
        self,
        texts: Texts,
        *,
        title: str,
        subject: str,
        day: date,
        orientation: Literal["portrait", "landscape"] = "portrait",
    ) -> None:
        super().__init__(orientation=orientation, format="A4")
        self.texts = texts
        self._heading = (title, subject, texts.as_of.format(day=texts.day(day)))
        for style, face in FACES.items():
            self.add_font(FONT, style, _font(face))
        self.set_margins(MARGIN, MARGIN)
        self.c_margin = 0  # text begins where lines begin
        self.set_auto_page_break(auto=True, margin=FOOT)
        self.alias_nb_pages("{pages}")
        self.set_title(f"{title}: {subject}")
        self.set_lang(texts.language)
        self.set_creation_date(datetime.combine(day, time(), UTC))

    def header(self) -> None:
        """Draw the head of a page."""
        title, subject, day = self._heading
        self.write_as(16, "B")
        self.cell(text=title, w=0, new_x=XPos.LMARGIN, new_y=YPos.TOP)
        self.write_as(10, "", GREY)
        self.cell(text=f"{subject} · {day}", w=0, h=7, align="R")
        self.ln(9)
        self.set_draw_color(PALE)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())
        self.ln(4)

    def footer(self) -> None:
        """Draw the foot of a page: what to know about allergens, and its number."""
        self.set_y(-FOOT + 3)
        self.write_as(7.5, "", GREY)
        self.multi_cell(w=self.epw - 30, h=3.4, text=self.texts.advice, align="L", new_y=YPos.TOP)
        number = self.texts.page.format(page=self.page_no())
        self.set_xy(self.w - self.r_margin - 30, -FOOT + 3)
        self.cell(w=30, h=3.4, text=number, align="R")

    def write_as(self, size: float, style: Literal["", "B", "I"] = "", grey: int = INK) -> None:
        """Write what follows in this size, style and grey."""
        self.set_font(FONT, style, size)
        self.set_text_color(grey)

    def lines(self, text: str, width: float) -> int:
        """Return how many lines a text takes as it is written now."""
        lines = self.multi_cell(w=width, text=text, align="L", dry_run=True, output="LINES")
        assert isinstance(lines, list)
        return len(lines)

    def keep_together(self, height: float) -> None:
        """Begin a new page unless so many millimetres are left on this one."""
        if self.will_page_break(height):
            self.add_page()

    def finished(self) -> bytes:
        """Return the document's bytes."""
        return bytes(self.output())


def by_course(dishes: Iterable[Dish], texts: Texts) -> list[tuple[str, list[Dish]]]:
    """Return the headings of a card with their dishes, in the order of courses, then of names."""
    order: Sequence[Course | Literal[""]] = (*COURSES, "")
    listed = sorted(dishes, key=lambda d: (order.index(d.course), fold(texts.name(d))))
    groups = groupby(listed, key=lambda dish: dish.course)
    return [(texts.course(course), list(group)) for course, group in groups]


def missing_letters(dishes: Iterable[Dish], language: Language) -> dict[str, str]:
    """Return the letters of each dish's name and description that the font does not have.

    They are printed as empty boxes; staff are told beforehand. By the dishes' ids.
    """
    texts = TEXTS[language]
    found = {}
    for dish in dishes:
        written = texts.name(dish) + texts.description(dish)
        if lacking := [c for c in dict.fromkeys(written) if not _has(c)]:
            found[dish.id] = "".join(lacking)
    return found


def _has(letter: str) -> bool:
    return letter.isspace() or ord(letter) in _letters()


@cache
def _letters() -> frozenset[int]:
    paper = FPDF()
    paper.add_font(FONT, "", _font("Regular"))
    (font,) = paper.fonts.values()
    assert isinstance(font, TTFFont)
    return frozenset(font.cmap)


def _font(face: str) -> Path:
    return Path(str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{face}.ttf"))
