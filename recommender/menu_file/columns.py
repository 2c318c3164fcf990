"""The columns of a menu file, and which of a file's own headers means which."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recommender.dish import ALLERGENS, DIETS, Dish, fold
from recommender.menu_file.vocabulary import (
    ALLERGEN_WORDS,
    COURSE_WORDS,
    CURRENCY_CODES,
    CURRENCY_WORDS,
)

COLUMNS = tuple(Dish.model_fields)
# Who declared allergens, and when. As an export has them, so they come back; a file without them
# is declared by who imports it.
DECLARATION = frozenset({"declared_by", "declared_at"})
REQUIRED = ("name", "price")
MARKS = "diets"  # one column for all diets: "V, GF"
CONTAINS = "contains_"  # one column for each of the fourteen allergens, with crosses
MATRIX = tuple(f"{CONTAINS}{allergen}" for allergen in ALLERGENS)
TARGETS = frozenset({*COLUMNS, MARKS, *MATRIX})
# A wrong column here harms a guest: these are recognised by their exact names alone.
SAFETY = frozenset({*DIETS, "allergens", *DECLARATION, MARKS, *MATRIX})

SURE = 0.8  # a proposal from here on is used without asking
CERTAIN, SYNONYM, SIMILAR, DOUBTFUL = 1.0, 0.9, 0.6, 0.4
MAX_HEADER = 80  # characters; what is longer is a text
SIMILAR_SPELLING = 0.85  # "Decription" and "Description"; "Coste" and "Costa" are below

ENGLISH = {
    "name": "dish,dish name,item,item name,menu item,product,product name",
    "description": "details,dish description",
    "price": "prices,selling price,menu price,unit price",
    "currency": "currency code",
    "cuisine": "cuisine type",
    "course": "category,section,menu section,type,dish type,course type",
    "vegetarian": "veggie,is vegetarian,suitable for vegetarians",
    "vegan": "is vegan,suitable for vegans",
    "gluten_free": "glutenfree,is gluten free,gf,without gluten",
    "spice": "spicy,spiciness,spice level,heat,heat level",
    "allergens": "allergen",
    "ingredients": "ingredient,ingredient list",
    "photo": "photos,picture,pictures,image,images,photo file,image file",
    "available": "availability,is available,in stock,active",
    "off_until": "sold out until",
    "declared_by": "allergens declared by",
    "declared_at": "declared on,allergens declared on",
    "alt": "alt text,photo description,image description",
    MARKS: "diet,dietary,dietary marks,diet marks",
}
SPANISH = {
    "id": "identificador",
    "name": "nombre,plato,nombre del plato,nombre plato,producto,artículo,denominación",
    "description": "descripción,descripción del plato,detalle,detalles",
    "price": "precio,precios,pvp,precio venta,precio de venta,precio carta",
    "currency": "moneda,divisa",
    "cuisine": "cocina,tipo de cocina",
    "course": "categoría,tipo,tipo de plato,tipo plato,sección,apartado,familia",
    "vegetarian": "vegetariano,vegetariana,apto vegetarianos,apto para vegetarianos",
    "vegan": "vegano,vegana,apto veganos,apto para veganos",
    "gluten_free": "sin gluten,libre de gluten,apto celíacos,apto para celíacos",
    "spice": "picante,nivel de picante,nivel picante,picor",
    "allergens": "alérgenos,alérgeno",
    "ingredients": "ingredientes,ingrediente",
    "photo": "foto,fotos,imagen,imágenes,fotografía,archivo de foto,nombre de la foto",
    "available": "disponible,disponibilidad,activo,en carta",
    "off_until": "agotado hasta",
    "declared_by": "declarado por,alérgenos declarados por",
    "declared_at": "declarado el,alérgenos declarados el",
    "alt": "texto alternativo,descripción de la foto,descripción de la imagen",
    MARKS: "dieta,dietas",
}
LANGUAGES = {"es": "es", "en": "en"} | {
    word: language
    for language, words in {
        "es": "esp,espanol,castellano,spanish",
        "en": "eng,english,ingles",
    }.items()
    for word in words.split(",")
}
UNNAMED = re.compile(r"column [A-Z]+")  # as a blank header is called
HINTS = frozenset({"si", "no", "s", "n", "y", "yes", "x"})  # "Vegano (sí/no)"


@dataclass(frozen=True)
class Proposal:
    """The column that a header seems to mean, if any, and how sure that is, from 0 to 1."""

    column: str | None
    confidence: float = 0.0


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _known() -> dict[str, Proposal]:
    found = {_plain(column): Proposal(column, CERTAIN) for column in (*COLUMNS, MARKS)}
    for column, words in (*ENGLISH.items(), *SPANISH.items()):
        if column in TARGETS:
            for word in words.split(","):
                found.setdefault(_plain(word), Proposal(column, SYNONYM))
    return found


MONEY = {_plain(word) for word in (*CURRENCY_CODES, *CURRENCY_WORDS)} - {""}
KNOWN = _known()
SPANISH_WORDS = {_plain(word) for words in SPANISH.values() for word in words.split(",")}


def propose_mapping(
    headers: Sequence[str], sample: Sequence[Sequence[str]] = ()
) -> dict[str, Proposal]:
    """Return what each header seems to mean.

    Args:
        headers: the labels of the file's columns.
        sample: the cells of some rows below them, to see whether they are what a header promises.
    """
    proposals = {header: _meaning(header) for header in headers}
    for at, (header, proposal) in enumerate(proposals.items()):
        cells = [row[at] for row in sample if at < len(row)]
        if proposal == Proposal("course", SYNONYM) and not _courses(cells):
            proposals[header] = Proposal("course", DOUBTFUL)
    return _matrix(_bilingual(proposals))


def sure(proposals: Mapping[str, Proposal]) -> dict[str, str | None]:
    """Return the mapping that can be used without asking.

    Where several headers mean one column, the surest has it; equally sure ones all have it, which
    only a person can settle.
    """
    best: dict[str | None, float] = {}
    for proposal in proposals.values():
        best[proposal.column] = max(best.get(proposal.column, SURE), proposal.confidence)
    return {
        header: proposal.column if proposal.confidence == best[proposal.column] else None
        for header, proposal in proposals.items()
    }


def seems_to_list_allergens(header: str, cells: Iterable[str]) -> bool:
    """Return whether an unnamed column, or one named like "Allergens2", may hold more allergens."""
    if any(part in fold(header) for part in ("allerg", "alerg")):
        return any(cell.strip() for cell in cells)
    return UNNAMED.fullmatch(header) is not None and any(map(_are_allergens, cells))


def _are_allergens(cell: str) -> bool:
    parts = [_plain(part) for part in re.split(r"[,;/\n]", cell[:MAX_HEADER])]
    return any(parts) and all(part in ALLERGEN_WORDS for part in parts if part)


def recognised(cells: Iterable[str]) -> int:
    """Return how many columns these cells name, if they are headers."""
    meant = (_exactly(cell) for cell in cells if cell)
    return len({proposal.column for proposal in meant if proposal.confidence >= SURE})


def _meaning(header: str) -> Proposal:
    exact = _exactly(header)
    return exact if exact.column or len(header) > MAX_HEADER else _roughly(_plain(header))


def _exactly(header: str) -> Proposal:
    if len(header) > MAX_HEADER:
        return Proposal(None)
    words, language = _without_language(_without_hints(header))
    found = KNOWN.get(_plain(header)) or KNOWN.get(words, Proposal(None))
    if language == "es" and f"{found.column}_es" in COLUMNS:
        return Proposal(f"{found.column}_es", CERTAIN)
    return found


def _without_hints(header: str) -> str:
    """Drop brackets that say only a unit, a language, "yes/no" or a number."""

    def kept(bracket: re.Match[str]) -> str:
        words = set(_plain(bracket[0]).split())
        harmless = all(w in MONEY | LANGUAGES.keys() | HINTS or w.isdigit() for w in words)
        language = " ".join(words & LANGUAGES.keys())
        return f" {language}" if harmless else bracket[0]

    return re.sub(r"[(\[][^)\]]*[)\]]", kept, header)


def _without_language(header: str) -> tuple[str, str]:
    """Return the words of a header without the language and the money at their end."""
    words = _plain(header).split()
    language = ""
    while len(words) > 1 and (words[-1] in LANGUAGES or words[-1] in MONEY):
        language = language or LANGUAGES.get(words[-1], "")
        words.pop()
    return " ".join(words), language


def _roughly(words: str) -> Proposal:
    """Return what a header may mean by a word in it or its spelling: for a person to confirm."""
    near = difflib.get_close_matches(words, KNOWN, n=1, cutoff=SIMILAR_SPELLING)
    within = [known for known in KNOWN if f" {known} " in f" {words} "]
    for known in (*near, *sorted(within, key=len, reverse=True)):
        if KNOWN[known].column not in SAFETY:
            return Proposal(KNOWN[known].column, SIMILAR if known in near else DOUBTFUL)
    return Proposal(None)


def _courses(cells: Iterable[str]) -> bool:
    """Return whether most cells are courses; "Category" may as well hold "Pizzas"."""
    filled = [fold(cell) for cell in cells if cell.strip()]
    return 2 * sum(cell in COURSE_WORDS for cell in filled) >= len(filled)


def _bilingual(proposals: Mapping[str, Proposal]) -> dict[str, Proposal]:
    """Where "Name" and "Nombre" stand side by side, the second is the Spanish name.

    Where only "Nombre (ES)" stands, it is the name.
    """
    result = dict(proposals)
    if not any(found.column == "name" for found in result.values()):
        alone = (header for header, found in result.items() if found.column == "name_es")
        result |= {header: Proposal("name", SYNONYM) for header in alone}
    for column in ("name", "description"):
        spanish = f"{column}_es"
        headers = [header for header, found in result.items() if found == KNOWN[column]]
        others = [
            header
            for header, found in result.items()
            if found == Proposal(column, SYNONYM) and _plain(header) in SPANISH_WORDS
        ]
        taken = any(found.column == spanish for found in result.values())
        if spanish in COLUMNS and len(headers) == len(others) == 1 and not taken:
            result[others[0]] = Proposal(spanish, SYNONYM)
    return result


def _matrix(proposals: Mapping[str, Proposal]) -> dict[str, Proposal]:
    """Recognise a table of allergens: a column for each of the fourteen, and none for all.

    A table of fewer says nothing about the others, so it is left to a person.
    """
    words = {**ALLERGEN_WORDS, "frutos secos": "nuts"}  # plain, where peanuts have their own
    plain = {h: _plain(_without_hints(h)) for h in proposals}  # "Gluten (2)" is another gluten
    named = {h: words[plain[h]] for h in proposals if plain[h] in words}
    whole = Counter(named.values()) == Counter(ALLERGENS)
    if not whole or any(found.column == "allergens" for found in proposals.values()):
        return dict(proposals)
    return {**proposals, **{h: Proposal(CONTAINS + named[h], SYNONYM) for h in named}}
