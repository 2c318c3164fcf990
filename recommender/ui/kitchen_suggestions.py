"""What a dish's name, ingredients and neighbours suggest: proposals that a person takes, or not."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from recommender.dish import Dish
from recommender.encoder import Vector
from recommender.errors import UnusablePhoto
from recommender.photos import read_photo
from recommender.restaurant import Restaurant
from recommender.suggestions import (
    AllergenProposal,
    DietProposal,
    Neighbour,
    Seen,
    SeenWord,
    Suggestion,
    Suggestions,
    can_look,
    look,
    nearest,
    suggest,
)
from recommender.ui import i18n, kitchen_photos, names, state
from recommender.ui.i18n import listed, t
from recommender.ui.words import plain

SEEN = "photo_seen"


def suggested(restaurant: Restaurant, values: Mapping[str, Any], own: Dish | None) -> Suggestions:
    """Return what can be suggested for the dish that is being written."""
    ingredients = [part.strip() for part in values["ingredients"].split(";") if part.strip()]
    if not (values["name"] and restaurant.engine.status.ready):
        return suggest(values["name"], ingredients)
    scale = restaurant.engine.serving.encoder.scales[("dish", "words")]
    near = _near(restaurant, values, own)
    return suggest(values["name"], ingredients, near, spread=scale.spread)


def _near(
    restaurant: Restaurant, values: Mapping[str, Any], own: Dish | None
) -> Sequence[Neighbour]:
    serving, snapshot = restaurant.engine.searchable()
    others = [row for row, dish in enumerate(snapshot.dishes) if not own or dish.id != own.id]
    if not others:
        return []
    said = (values["name"], values["description"].rstrip("."), values["ingredients"])
    vector = serving.encoder.encode_dish_words([". ".join(filter(None, said))])[0]
    cosines = snapshot.vectors.products(serving.embeddings.query(None, vector), np.array(others))
    return nearest(cosines, [snapshot.dishes[row] for row in others])


def seen(restaurant: Restaurant, own: Dish | None) -> Seen:
    """Return what the dish's photo shows, where the encoder can tell; a new one counts first."""
    if not restaurant.engine.status.ready:
        return Seen()
    encoder = restaurant.engine.serving.encoder
    return look(encoder, _photo(restaurant, own) if can_look(encoder) else None)


def _photo(restaurant: Restaurant, own: Dish | None) -> Vector | None:
    serving, file = restaurant.engine.serving, state.shown(kitchen_photos.field(own))
    if file is not None:
        known = state.kept(SEEN)
        if known is None or known[0] != file.file_id:
            try:
                picture = read_photo(file.getvalue(), name=file.name)
            except UnusablePhoto:  # as the look at the photo says
                return None
            known = (file.file_id, serving.encoder.encode_query_photo(picture).photo)
            state.keep(SEEN, known)
        half: Vector | None = known[1]
        return half
    if own is None or not own.photo:
        return None
    halves, _ = serving.embeddings.split(serving.embeddings.of([own]))
    own_half: Vector = halves[0]
    return own_half


def description_words(found: Sequence[SeenWord], description: str) -> None:
    """Offer words that the photo shows for the description, each in one tap."""
    left = [one for one in found if one.word not in description.casefold()]
    with st.container(horizontal=True):
        for one in left:
            facts = {"word": one.word, "share": i18n.number(round(100 * one.confidence))}
            st.button(
                t("On the photo: {word} ({share}% sure)", **facts),
                key=f"take_word_{one.word}",
                type="tertiary",
                icon=":material/lightbulb:",
                on_click=_describe,
                args=(one.word,),
            )


def _describe(word: str) -> None:
    said = str(state.shown("dish_description") or "").rstrip(" .")
    state.show("dish_description", f"{said}, {word}" if said else word.capitalize())


def kind(field: str, one: Suggestion, called: str, now: str) -> None:
    """Offer a suggested cuisine or course, in one tap."""
    if not one.value or one.value == now:
        return
    value = plain(called)
    if one.because:
        because = listed([plain(word) for word in one.because])
        label = t("Suggested: {value} (because of {because})", value=value, because=because)
    else:
        share = i18n.number(round(100 * one.confidence))
        label = t("Suggested by the photo: {value} ({share}% sure)", value=value, share=share)
    st.button(
        label,
        key=f"take_{field}",
        type="tertiary",
        icon=":material/lightbulb:",
        on_click=state.show,
        args=(f"dish_{field}", one.value),
    )


def diets(proposals: Sequence[DietProposal]) -> None:
    """Say which diets the ingredients allow, and which ingredient decides."""
    for one in proposals:
        diet = names.diet(one.diet)
        because = listed([plain(word) for word in one.because])
        if one.answer == "no":
            told = t("{diet}: no, because of {because}.", diet=diet, because=because)
        elif one.answer == "yes":
            told = t("{diet}: yes, as far as the ingredients tell.", diet=diet)
        elif because:
            told = t("{diet}: ask about {because}.", diet=diet, because=because)
        else:
            continue
        st.caption(f":material/lightbulb: {told}")


def allergens(proposals: Sequence[AllergenProposal], ticked: Sequence[str]) -> None:
    """Propose allergens to be declared; each needs a person's tick."""
    left = [one for one in proposals if one.allergen not in ticked]
    if not left:
        return
    st.caption(t("Proposed from the ingredients. Nothing is declared before you tick it:"))
    for one in left:
        key = f"dish_proposed_{one.allergen}"
        st.checkbox(proposal(one), key=key, on_change=_tick, args=(one.allergen,))


def proposal(one: AllergenProposal) -> str:
    """Return an allergen and what proposes it."""
    facts = {
        "allergen": names.allergen(one.allergen),
        "because": listed([plain(word) for word in one.because]),
    }
    if one.level == "contains":
        return t("{allergen}: proposed from {because}", **facts)
    return t("{allergen}: perhaps, in {because}; read its label", **facts)


def _tick(allergen: str) -> None:
    chosen = [name for name in state.shown("dish_allergens") or [] if name != "none"]
    state.show("dish_allergens", [*chosen, allergen])
