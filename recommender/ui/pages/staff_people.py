"""People: who may enter the staff pages, and how one more is let in."""

from recommender.people import Role
from recommender.ui import kitchen_frame, kitchen_people, provider, resources
from recommender.ui.i18n import t

kitchen_frame.begin(t("People"), "staff_people", Role.OWNER)

kitchen_people.listed(resources.people())
if provider.names():
    kitchen_people.addresses_line()
else:
    kitchen_people.new_password()
