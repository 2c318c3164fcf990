"""What a guest should know of a dish before ordering it."""

import streamlit as st

from recommender.dish import Dish
from recommender.ui import names, words
from recommender.ui.i18n import listed, t
from recommender.ui.words import plain


def facts(dish: Dish) -> None:
    """Show description, kind, ingredients and allergens of a dish."""
    st.write(plain(names.description(dish)))
    kind = [names.cuisine(dish.cuisine), names.course(dish.course)]
    st.caption(plain(" · ".join(filter(None, kind))))
    if dish.ingredients:
        made_of = plain(listed(dish.ingredients))
        st.markdown(t("**Made with** {ingredients}", ingredients=made_of))
    show, icon = (
        (st.info, ":material/info:") if dish.declared else (st.warning, ":material/warning:")
    )
    show(plain(words.allergens(dish)), icon=icon)
    if declared := words.declaration(dish):
        st.caption(plain(declared))
