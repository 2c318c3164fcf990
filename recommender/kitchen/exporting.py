"""Everything out again."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from recommender.dish import Dish
from recommender.errors import FolderUnusable
from recommender.kitchen.desk import Desk
from recommender.menu_file import write_archive, write_menu_file, write_workbook


class Exporting(Desk):
    """Verbs that write the menu somewhere else."""

    def export(self, folder: Path) -> int:
        """Write the menu as ``menu.csv`` and ``photos/`` and return the number of dishes.

        A name that ends in ``.zip`` becomes an archive of both, one in ``.xlsx`` a workbook.

        Raises:
            FolderUnusable: the folder cannot be written.
        """
        dishes = list(self._catalog.menu().dishes.values())
        # A photo that two dishes share is named after the first of them.
        names = {dish.photo: f"{dish.id}.jpg" for dish in reversed(dishes) if dish.photo}
        writers = {".zip": self._archive, ".xlsx": self._workbook}
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            writers.get(folder.suffix.lower(), self._folder)(folder, dishes, names)
        except OSError as error:
            raise FolderUnusable(folder=error.filename or folder, reason=error.strerror) from None
        return len(dishes)

    def _archive(self, file: Path, dishes: Sequence[Dish], names: Mapping[str, str]) -> None:
        write_archive(file, dishes, names, self._photos.path)

    @staticmethod
    def _workbook(file: Path, dishes: Sequence[Dish], names: Mapping[str, str]) -> None:
        write_workbook(file, dishes, names)

    def _folder(self, folder: Path, dishes: Sequence[Dish], names: Mapping[str, str]) -> None:
        (folder / "photos").mkdir(parents=True, exist_ok=True)
        for photo, name in names.items():
            shutil.copyfile(self._photos.path(photo), folder / "photos" / name)
        write_menu_file(folder / "menu.csv", dishes, names)
