"""The allergen sheet: dishes by the fourteen allergens, readable without colours.

Contained is a black field with an X, declared free a dash, and where nobody declared anything a
sentence stands across them all: nobody takes a gap for "free of".
"""

from collections.abc import Iterable
from datetime import date

from fpdf.enums import Align, XPos, YPos

from recommender.dish import ALLERGENS, Dish
from recommender.printing.paper import GREY, INK, PALE, Paper, by_course
from recommender.printing.texts import TEXTS, Language

COLUMN = 13.2  # mm of an allergen
HEAD = 27  # mm for their names, upright
ROW = 7  # mm
LINE = 4.4  # mm of a line of a name
PAD = 1  # mm


def allergen_sheet(dishes: Iterable[Dish], *, title: str, language: Language, day: date) -> bytes:
    """Return a PDF on A4 across with a row for each dish, also those that are sold out.

    Args:
        dishes: the menu.
        title: the restaurant's name.
        language: of the sheet; a dish without a name in it keeps its own.
        day: of the declarations.
    """
    texts = TEXTS[language]
    sheet = _Sheet(texts, title=title, subject=texts.allergens, day=day, orientation="landscape")
    sheet.add_page()
    courses = by_course(dishes, texts)
    for heading, served in courses:
        sheet.keep_together(2 * ROW + 1)
        sheet.write_as(11, "B")
        sheet.cell(w=0, h=ROW + 1, text=heading, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        for dish in served:
            sheet.write_row(dish)
    if not courses:
        sheet.write_as(12, "", GREY)
        sheet.cell(text=texts.nothing)
    return sheet.finished()


class _Sheet(Paper):
    """Paper with the legend and the allergens' names at the head of each page."""

    @property
    def names(self) -> float:
        """The width of the dishes' names."""
        return self.epw - COLUMN * len(ALLERGENS)

    def header(self) -> None:
        """Draw the head of a page with the columns' names."""
        super().header()
        top = self.get_y()
        self._legend(top)
        self.write_as(9, "B")
        for number, allergen in enumerate(ALLERGENS):
            left = self.l_margin + self.names + COLUMN * number
            foot = (left + COLUMN / 2 + 1.2, top + HEAD - 1.5)
            with self.rotation(90, *foot):
                self.text(*foot, self.texts.allergen[allergen])
        self.set_xy(self.l_margin, top + HEAD)
        self.set_draw_color(INK)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())

    def _legend(self, top: float) -> None:
        told = self.texts.explained
        for number, kind in enumerate(("contains", "free", "undeclared")):
            place = (self.l_margin, top + ROW * number)
            if kind == "contains":
                self._contains(*place)
            elif kind == "free":
                self._free(*place)
            else:
                self._undeclared(*place, COLUMN, "?")
            self.write_as(9)
            self.set_xy(self.l_margin + COLUMN + 2, top + ROW * number)
            self.cell(h=ROW, text=told[kind])

    def write_row(self, dish: Dish) -> None:
        """Draw the row of one dish; a long name makes it higher."""
        self.write_as(10)
        name = self.texts.name(dish)
        written = LINE * self.lines(name, self.names)
        height = max(ROW, written + 2 * PAD)
        self.keep_together(height)
        self.write_as(10)
        top = self.get_y()
        self.set_xy(self.l_margin, top + (height - written) / 2)
        self.multi_cell(w=self.names, h=LINE, text=name, align="L")
        self._fields(dish, top + (height - ROW) / 2)
        self.set_draw_color(PALE)
        self.line(self.l_margin, top + height, self.w - self.r_margin, top + height)
        self.set_xy(self.l_margin, top + height)

    def _fields(self, dish: Dish, top: float) -> None:
        left = self.l_margin + self.names
        if dish.allergens is None:
            self._undeclared(left, top, COLUMN * len(ALLERGENS), self.texts.undeclared)
            return
        for number, allergen in enumerate(ALLERGENS):
            draw = self._contains if allergen in dish.allergens else self._free
            draw(left + COLUMN * number, top)

    def _contains(self, left: float, top: float) -> None:
        self.set_fill_color(INK)
        self.rect(left + PAD, top + PAD, COLUMN - 2 * PAD, ROW - 2 * PAD, style="F")
        self.write_as(10, "B", 255)
        self.set_xy(left, top)
        self.cell(w=COLUMN, h=ROW, text="X", align=Align.C)

    def _free(self, left: float, top: float) -> None:
        self.write_as(10, "", GREY)
        self.set_xy(left, top)
        self.cell(w=COLUMN, h=ROW, text="-", align=Align.C)

    def _undeclared(self, left: float, top: float, width: float, text: str) -> None:
        self.set_draw_color(INK)
        with self.local_context(dash_pattern={"dash": 1.2, "gap": 1, "phase": 0}):
            self.rect(left + PAD, top + PAD, width - 2 * PAD, ROW - 2 * PAD)
        self.write_as(9.5, "I")
        self.set_xy(left, top)
        self.cell(w=width, h=ROW, text=text, align=Align.C)
