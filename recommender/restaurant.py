"""Composition: builds the real objects of one installation, in one place."""

from pathlib import Path

from recommender.because import Because
from recommender.catalog import Catalog
from recommender.catalog_file import CATALOG
from recommender.config import DEMO_MENU, DEMO_PHOTOS, Settings
from recommender.engine import Engine
from recommender.errors import CatalogDamaged, FolderUnusable
from recommender.house import DEMO
from recommender.kitchen import FIRST_START, Kitchen
from recommender.photos import Bucket, PhotoStore
from recommender.ranking import CHOSEN, Ranking
from recommender.recommend import Recommender


class Restaurant:
    """Everything that pages and command line work with."""

    def __init__(self, settings: Settings, ranking: Ranking = CHOSEN) -> None:
        """Open the installation in ``settings.data``, or make an empty one.

        Browsing works at once; searching after ``engine.start()``. Another ``ranking`` than the
        chosen one is for measuring.

        Raises:
            CatalogDamaged: its catalog is lost or cannot be read.
            FolderUnusable: the data folder cannot be used.
            CatalogUnavailable: the database that the settings name cannot be used.
            PhotosUnavailable: what speaks with a bucket is not installed.
        """
        if not settings.elsewhere:
            _refuse_without_catalog(settings.data)
        self.settings = settings
        self.catalog = _catalog(settings)
        self.photos = _photos(settings)
        self.engine = Engine(settings, self.catalog, self.photos)
        self.search_log = self.catalog.search_log(on=settings.search_log)
        self.kitchen = Kitchen(self.catalog, self.photos, self.engine, search_log=self.search_log)
        self.recommender = Recommender(self.catalog, self.engine, ranking)

    def serve_demo_menu(self) -> None:
        """Put the demo menu on an installation that never had a menu."""
        if self.catalog.revision().number == 0:
            if self.kitchen.furnished() is None:
                self.kitchen.furnish(DEMO.model_dump(), who=FIRST_START)
            plan = self.kitchen.plan(DEMO_MENU, DEMO_PHOTOS)
            self.kitchen.apply(plan, who=FIRST_START, declared=False)

    def close(self) -> None:
        """Give files and locks back."""
        self.engine.close()
        self.search_log.close()
        self.catalog.close()


def _refuse_without_catalog(data: Path) -> None:
    """Raise where photos say that there was a menu: a demo menu must not take its place.

    A first start that was cut off leaves an empty catalog, but no photos.
    """
    file = data / CATALOG
    try:
        lost = not file.exists() or not file.stat().st_size
    except OSError as error:  # somebody else's folder
        raise FolderUnusable(folder=data, reason=error.strerror) from None
    if lost and any((data / "photos").glob("*.jpg")):
        reason = Because("it is missing or empty, although there are photos of its dishes")
        raise CatalogDamaged(file=file, reason=reason)


def _catalog(settings: Settings) -> Catalog:
    address = settings.catalog.get_secret_value()
    return Catalog.on_server(address) if address else Catalog.open(settings.data / CATALOG)


def _photos(settings: Settings) -> PhotoStore:
    own = settings.data / "photos"
    if "://" in settings.photos:
        return PhotoStore(own, Bucket(settings.photos))
    return PhotoStore(Path(settings.photos) if settings.photos else own)
