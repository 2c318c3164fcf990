"""What CLIP is asked for a guest's words: captions, as it learned from captions of photos."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from recommender.encoder.language import ENGLISH, SPANISH

# Captions by language; a language without its own is put into the English ones.
Templates: TypeAlias = Mapping[str, Sequence[str]]

# The CLIP paper's own template for Food-101 (Radford et al. 2021, "Learning Transferable Visual
# Models From Natural Language Supervision", 3.1.4, and the list of prompts published with it).
# The Spanish one is its translation: a multilingual text model distilled from this CLIP names
# 20.1% of the photos of ImageNet with Spanish captions around Spanish names, 6.9% with the names
# alone (Babel-ImageNet, Geigle et al. 2023, M-BERT-Base-ViT-B).
SINGLE: Templates = {
    ENGLISH: ("a photo of {}, a type of food.",),
    SPANISH: ("una foto de {}, un tipo de comida.",),
}

# The same paper averages the vectors of many captions: 3.5 points more on ImageNet than one. These
# join its food template with those of its ImageNet captions that a menu's photos can look like.
ENSEMBLE: Templates = {
    ENGLISH: (
        *SINGLE[ENGLISH],
        "a close-up photo of {}, a type of food.",
        "a good photo of {}, a type of food.",
        "a bright photo of {}, a type of food.",
    ),
    SPANISH: (
        *SINGLE[SPANISH],
        "una foto de cerca de {}, un tipo de comida.",
        "una buena foto de {}, un tipo de comida.",
        "una foto luminosa de {}, un tipo de comida.",
    ),
}

# The ensemble is not measured on food with the real weights yet.
TEMPLATES = SINGLE

CAPTION_WORDS = 4  # a longer request is a sentence of its own rather than the name of a dish


def captions(text: str, templates: Templates = TEMPLATES, language: str = ENGLISH) -> list[str]:
    """Return short nouns in each template of their language, longer text as it is."""
    if len(text.split()) > CAPTION_WORDS:
        return [text]
    return [template.format(text) for template in templates.get(language, templates[ENGLISH])]
