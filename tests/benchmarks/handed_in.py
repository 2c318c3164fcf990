"""What staff hand in on a benchmark's day, made from the folder of a real menu."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

Cells = dict[str, str]
WORKBOOK_HEADERS = {  # as somebody writes them who never saw this program
    "name": "Dish",
    "price": "Price",
    "description": "Details",
    "course": "Category",
    "cuisine": "Cuisine",
    "allergens": "Allergens",
    "ingredients": "Ingredients",
}


class PlainDish(NamedTuple):
    """A dish that its name finds alone, and words of its description."""

    id: str
    name: str
    words: str


class Menu:
    """A menu folder: ``menu.csv`` with the columns id, name, price, photo, and ``photos/``."""

    def __init__(self, folder: Path) -> None:
        with (folder / "menu.csv").open(newline="", encoding="utf-8-sig") as file:
            self._rows: list[Cells] = list(csv.DictReader(file))
        self._photos = folder / "photos"

    @property
    def ids(self) -> list[str]:
        """The ids of its dishes."""
        return [row["id"] for row in self._rows]

    @property
    def halves(self) -> int:
        """How many vectors it needs: one of words a dish, one a photo."""
        return len(self._rows) + len({row["photo"] for row in self._rows if row["photo"]})

    def zipped(self, file: Path, prices: Mapping[str, float] | None = None) -> Path:
        """Write everything as a ZIP, with other prices for some dishes."""
        new = prices or {}
        rows = [{**row, "price": str(new.get(row["id"], row["price"]))} for row in self._rows]
        return self._packed(file, _lines(rows))

    def dearer(self, count: int) -> dict[str, float]:
        """Return new prices of so many dishes, spread over the menu."""
        step = len(self._rows) // count
        chosen = self._rows[::step][:count]
        return {row["id"]: round(float(row["price"]) + 1.35, 2) for row in chosen}

    def damaged(self, file: Path) -> tuple[Path, set[int]]:
        """Write everything as a ZIP with a broken middle; return it and which rows are broken."""
        middle = len(self._rows) // 2
        pictured = next(n for n in range(middle, 0, -1) if self._rows[n]["photo"])
        words, impossible, long, short = range(middle + 1, middle + 5)
        rows = [dict(row) for row in self._rows]
        rows[words]["price"] = "twelve euros"
        rows[impossible].update(price="-3", course="flying", spice="9")
        lines = _lines(rows)
        lines[long + 1] = lines[long + 1].rstrip("\r\n") + ",,what is this,\r\n"
        lines[short + 1] = ",".join(lines[short + 1].split(",")[:1]) + "\r\n"
        broken = (pictured, words, impossible, long, short)
        packed = self._packed(file, lines, half=self._rows[pictured]["photo"])
        return packed, {row + 2 for row in broken}  # the header is row 1

    def plain_dish(self, among: Sequence[Cells] = ()) -> PlainDish:
        """Return a dish with a plain name whose words no other dish has."""
        rows = list(among or self._rows)
        said = [
            " ".join((r["id"], r["name"], r["description"], r["cuisine"])).lower() for r in rows
        ]
        for row in rows:
            parts = row["name"].lower().split()
            found = sum(all(part in text for part in parts) for text in said)
            if found == 1 and len(parts) > 1 and re.fullmatch(r"[A-Za-z ]+", row["name"]):
                words = " ".join(re.findall(r"\w+", row["description"])[:8]).lower()
                return PlainDish(row["id"], row["name"], words)
        raise ValueError("every dish is called like another")

    def small(self, folder: Path, count: int) -> tuple[Path, list[Path], PlainDish]:
        """Write so many dishes as a workbook, and their photos called like the dishes."""
        rows = [row for row in self._rows if row["photo"]][:count]
        folder.mkdir()
        book = Workbook()
        book.active.append(list(WORKBOOK_HEADERS.values()))
        for row in rows:
            price = float(row["price"])
            book.active.append([price if c == "price" else row[c] for c in WORKBOOK_HEADERS])
        book.save(folder / "our menu.xlsx")
        photos = [self._called_like_its_dish(folder, row) for row in rows]
        return folder / "our menu.xlsx", photos, self.plain_dish(rows)

    def _called_like_its_dish(self, folder: Path, row: Cells) -> Path:
        photo = folder / f"{row['name'].replace('/', ' ')}{Path(row['photo']).suffix}"
        photo.write_bytes((self._photos / row["photo"]).read_bytes())
        return photo

    def _packed(self, file: Path, lines: Sequence[str], half: str = "") -> Path:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("menu.csv", "".join(lines).encode())
            for name in sorted({row["photo"] for row in self._rows if row["photo"]}):
                data = (self._photos / name).read_bytes()
                archive.writestr(f"photos/{name}", data[: len(data) // 2] if name == half else data)
        return file


def _lines(rows: Sequence[Cells]) -> list[str]:
    """Return the header and each row as a line of CSV."""
    lines = [_line(list(rows[0]))]
    return lines + [_line(list(row.values())) for row in rows]


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()
