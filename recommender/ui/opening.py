"""Whether the house is open, in one calm line."""

from datetime import UTC, datetime

from recommender.house import House, Standing
from recommender.ui import i18n
from recommender.ui.i18n import t


def line(house: House) -> str:
    """Return what guests are told of the house today: whether it is open, and its welcome."""
    now = datetime.now(UTC)
    standing = house.standing(now)
    told = _told(standing, house, now) if standing else ""
    return " · ".join(filter(None, (told, house.welcome.get(i18n.language(), ""))))


def _told(standing: Standing, house: House, now: datetime) -> str:
    if standing.until is None:
        return t("Open")
    time = i18n.clock(standing.until, house.zone)
    if standing.is_open:
        return t("Open until {time}", time=time)
    day = standing.until.astimezone(house.zone)
    if day.date() == now.astimezone(house.zone).date():
        return t("Closed, opens at {time}", time=time)
    return t("Closed, opens on {day} at {time}", day=i18n.weekdays()[day.weekday()], time=time)
