"""Everything out again."""

import shutil
from pathlib import Path

from recommender.errors import FolderUnusable
from recommender.kitchen.desk import Desk
from recommender.menu_file import write_menu_file


class Exporting(Desk):
    """Verbs that write the menu somewhere else."""

    def export(self, folder: Path) -> int:
        """Write the menu as ``menu.csv`` and ``photos/`` and return the number of dishes.

        Raises:
            FolderUnusable: the folder cannot be written.
        """
        dishes = list(self._catalog.menu().dishes.values())
        # A photo that two dishes share is named after the first of them.
        names = {dish.photo: f"{dish.id}.jpg" for dish in reversed(dishes) if dish.photo}
        try:
            (folder / "photos").mkdir(parents=True, exist_ok=True)
            for photo, name in names.items():
                shutil.copyfile(self._photos.path(photo), folder / "photos" / name)
            write_menu_file(folder / "menu.csv", dishes, names)
        except OSError as error:
            raise FolderUnusable(folder=error.filename or folder, reason=error.strerror) from None
        return len(dishes)
