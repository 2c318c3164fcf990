"""The menu card: courses, dishes, prices, and what each contains."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from fpdf.enums import XPos, YPos

from recommender.dish import Dish
from recommender.printing.paper import GREY, INK, Paper, by_course
from recommender.printing.texts import TEXTS, Language, Texts

PRICE = 28  # mm
DISH = 26  # mm that a dish with a heading wants at least, so that none is torn apart


def menu_card(dishes: Iterable[Dish], *, title: str, language: Language, day: date) -> bytes:
    """Return the dishes as a printable card, a PDF on A4; sold out dishes are left out.

    Args:
        dishes: the menu.
        title: the restaurant's name.
        language: of the card; a dish without a name in it keeps its own.
        day: of the prices.
    """
    texts = TEXTS[language]
    paper = Paper(texts, title=title, subject=texts.menu, day=day)
    paper.add_page()
    courses = by_course((dish for dish in dishes if dish.available), texts)
    for heading, served in courses:
        paper.keep_together(DISH)
        paper.write_as(14, "B")
        paper.cell(w=0, h=10, text=heading, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        for dish in served:
            _write_dish(paper, dish)
        paper.ln(3)
    if not courses:
        paper.write_as(12, "", GREY)
        paper.cell(text=texts.nothing)
    return paper.finished()


def _write_dish(paper: Paper, dish: Dish) -> None:
    """Write a dish, on a new page when it would be torn apart."""
    lines = _lines(dish, paper.texts)
    paper.keep_together(sum(_height(paper, line) for line in lines))
    paper.write_as(11.5, "B")
    top = paper.get_y()
    paper.set_x(paper.w - paper.r_margin - PRICE)
    paper.cell(w=PRICE, h=5.5, text=paper.texts.price(dish), align="R")
    paper.set_xy(paper.l_margin, top)
    for line in lines:
        paper.write_as(line.size, line.style, line.grey)
        paper.multi_cell(
            w=_width(paper), h=line.height, text=line.text, align="L", new_x=XPos.LMARGIN
        )
    paper.ln(2.4)


class _Line(NamedTuple):
    text: str
    height: float  # mm of each line that the text takes
    size: float  # points
    style: Literal["", "B", "I"] = ""
    grey: int = INK


def _lines(dish: Dish, texts: Texts) -> list[_Line]:
    declared = _Line(
        _declaration(dish, texts), 4.2, 8.5, style="" if dish.declared else "I", grey=GREY
    )
    described = _Line(texts.description(dish), 4.4, 9.5)
    return [
        _Line(texts.name(dish), 5.5, 11.5, "B"),
        *([described] if described.text else []),
        declared,
    ]


def _height(paper: Paper, line: _Line) -> float:
    paper.write_as(line.size, line.style)
    return line.height * paper.lines(line.text, _width(paper))


def _width(paper: Paper) -> float:
    return paper.epw - PRICE - 4


def _declaration(dish: Dish, texts: Texts) -> str:
    """Return the diets and the allergens; where nobody declared them, that is said."""
    diets = ", ".join(texts.diets[diet] for diet in dish.diets)
    if dish.allergens is None:
        declared = texts.undeclared
    elif dish.allergens:
        named = ", ".join(texts.allergen[allergen].lower() for allergen in dish.allergens)
        declared = texts.contains.format(allergens=named)
    else:
        declared = texts.free
    return " · ".join(part for part in (diets.capitalize(), declared) if part)
