"""Whether guests can be served right now: for a load balancer, a container, a monitor."""

from pydantic import BaseModel, computed_field

from recommender.restaurant import Restaurant


class Health(BaseModel):
    """What a running app says of itself, to anybody: no path, no name, no words.

    Without an ``index`` searches run in memory, with the same results: that is no reason to send
    guests elsewhere.
    """

    menu: bool = False
    encoder: bool = False
    index: bool = False
    dishes: int = 0
    revision: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def ready(self) -> bool:
        """Whether guests can browse and search."""
        return self.menu and self.encoder


def health(restaurant: Restaurant) -> Health:
    """Look at a running installation, in a millisecond."""
    if not restaurant.catalog.answers():
        return Health()
    menu, status = restaurant.catalog.menu(), restaurant.engine.status
    return Health(
        menu=True,
        encoder=status.words_ready,
        index=status.ready and not status.index_notice,
        dishes=len(menu.dishes),
        revision=menu.revision.number,
    )
