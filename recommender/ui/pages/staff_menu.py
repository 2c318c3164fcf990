"""Edit the menu: the table of all dishes, or the form of one."""

from recommender.ui import (
    address,
    kitchen_chosen,
    kitchen_filters,
    kitchen_form,
    kitchen_frame,
    kitchen_table,
    resources,
)
from recommender.ui.i18n import t

kitchen = kitchen_frame.begin(t("Edit the menu"), "staff_menu")
restaurant = resources.restaurant()

if asked := address.text(kitchen_chosen.EDIT):
    new = asked == kitchen_chosen.NEW
    dish = None if new else restaurant.recommender.dish(asked)
    kitchen_form.dish_form(restaurant, kitchen, dish)
else:
    sheet = kitchen_table.sheet(restaurant.catalog.menu())
    locked = kitchen_table.is_edited(sheet)
    dishes = kitchen_filters.filtered(list(sheet.menu.dishes.values()), locked=locked)
    chosen, edits = kitchen_table.edit(sheet, dishes)
    kitchen_table.save_line(kitchen, sheet, edits)
    kitchen_chosen.actions(kitchen, chosen, locked=bool(edits))
