"""Import: a menu and its photos, planned first."""

from recommender.ui import kitchen_frame, kitchen_importing
from recommender.ui.i18n import t

kitchen = kitchen_frame.begin(t("Import"), "staff_import")
mine = kitchen_importing.current()

if mine is None:
    kitchen_importing.hand_in()
elif mine.running is None:
    kitchen_importing.look(kitchen, mine)
elif mine.running.over:
    kitchen_importing.outcome(kitchen, mine, mine.running)
else:
    kitchen_importing.watch(mine.running)
