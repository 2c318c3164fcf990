"""How an installation is: what staff and operator should know, in words and as data."""

from pydantic import BaseModel

from recommender import __version__
from recommender.restaurant import Restaurant

HOW_TO_GET_CLIP = (
    "Connect this machine to huggingface.co once and start again, or set RECOMMENDER_MODEL to a "
    "folder with the model's files."
)


class Report(BaseModel):
    """The state of an installation."""

    version: str
    data: str
    dishes: int
    sold_out: int
    without_photo: int
    undeclared: int
    revision: int
    encoder: str
    instead_because: str
    encoder_notices: list[str]
    index: str
    index_notice: str
    problems: list[str]

    def in_words(self) -> str:
        """Return the report as lines for a terminal."""
        lines = [
            f"version   {self.version}",
            f"data      {self.data}",
            f"menu      {self.dishes} dishes, {self.sold_out} sold out",
            f"missing   {self.without_photo} photos, allergens of {self.undeclared} dishes",
            f"encoder   {self.encoder}",
            f"index     {self.index}, at revision {self.revision}",
        ]
        if self.instead_because:
            lines.append(f"notice    {self.instead_because} {HOW_TO_GET_CLIP}")
        lines += [f"notice    {notice}" for notice in self.encoder_notices]
        if self.index_notice:
            lines.append(f"notice    {self.index_notice}")
        return "\n".join(lines + [f"problem   {problem}" for problem in self.problems])


def check(restaurant: Restaurant) -> Report:
    """Look at an installation whose engine has started."""
    status = restaurant.engine.status
    menu = restaurant.catalog.menu()
    dishes = menu.dishes.values()
    lost = [d for d in dishes if d.photo and not restaurant.photos.path(d.photo).exists()]
    return Report(
        version=__version__,
        data=str(restaurant.settings.data),
        dishes=len(dishes),
        sold_out=sum(not dish.available for dish in dishes),
        without_photo=sum(dish.photo is None for dish in dishes),
        undeclared=sum(not dish.declared for dish in dishes),
        revision=menu.revision.number,
        encoder=restaurant.engine.encoder_title,
        instead_because=status.instead_because,
        encoder_notices=list(restaurant.engine.notices),
        index=status.index,
        index_notice=status.index_notice,
        problems=[f"The photo of {dish.name} is lost; add it again." for dish in lost]
        + restaurant.engine.disagreements(),
    )
