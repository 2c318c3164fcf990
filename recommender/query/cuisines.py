"""Cuisines by their adjectives and countries, English and Spanish."""

import re
from collections.abc import Sequence
from functools import lru_cache

from recommender.query.chips import Chip
from recommender.query.reading import Reading, meaning
from recommender.query.tokens import Phrases, Token

# cuisine: Spanish adjective (masculine; "*" = one form for both genders), countries or places.
_CUISINES = """
afghan: afgano: afghanistan afganistan
albanian: albanes: albania
algerian: argelino: algeria argelia
american: americano estadounidense* norteamericano: america usa the_usa the_us estados_unidos eeuu
arab: arabe*: arabia
argentinian|argentine|argentinean: argentino: argentina
armenian: armenio: armenia
australian: australiano: australia
austrian: austriaco: austria
bangladeshi: bangladesi*: bangladesh
belgian: belga*: belgium belgica
bolivian: boliviano: bolivia
brazilian: brasileno brasilero: brazil brasil
british|english: britanico ingles: britain england the_uk uk inglaterra reino_unido gran_bretana
bulgarian: bulgaro: bulgaria
burmese: birmano: burma myanmar birmania
cambodian|khmer: camboyano: cambodia camboya
canadian: canadiense*: canada
chilean: chileno: -
chinese: chino: china
colombian: colombiano: colombia
croatian: croata*: croatia croacia
cuban: cubano: cuba
cypriot: chipriota*: cyprus chipre
czech: checo: czechia the_czech_republic chequia
danish: danes: denmark dinamarca
dominican: dominicano: dominican_republic republica_dominicana
dutch: holandes neerlandes: holland netherlands the_netherlands holanda paises_bajos
ecuadorian: ecuatoriano: ecuador
egyptian: egipcio: egypt egipto
estonian: estonio: estonia
ethiopian: etiope*: ethiopia etiopia
filipino|philippine: filipino: philippines the_philippines filipinas
finnish: finlandes: finland finlandia
french: frances: france francia
georgian: georgiano: georgia
german: aleman: germany alemania
greek: griego: greece grecia
haitian: haitiano: haiti
hungarian: hungaro: hungary hungria
icelandic: islandes: iceland islandia
indian: indio hindu* india: india la_india
indonesian: indonesio: indonesia
iraqi: iraqui*: iraq irak
irish: irlandes: ireland irlanda
israeli: israeli*: israel
italian: italiano: italy italia
jamaican: jamaicano jamaiquino: jamaica
japanese: japones nipon: japan japon
jewish: judio: -
kenyan: keniano keniata*: kenya kenia
korean: coreano: korea south_korea corea
latvian: leton: latvia letonia
lebanese: libanes: lebanon libano el_libano
lithuanian: lituano: lithuania lituania
malaysian|malay: malayo malasio: malaysia malasia
maltese: maltes: malta
mexican: mexicano mejicano: mexico mejico
mongolian: mongol: mongolia
moroccan: marroqui*: morocco marruecos
nepalese|nepali: nepali* nepales: nepal
new_zealand: neozelandes: new_zealand nueva_zelanda
nigerian: nigeriano: nigeria
norwegian: noruego: norway noruega
pakistani: pakistani* paquistani*: pakistan
palestinian: palestino: palestine palestina
persian|iranian: persa* irani*: iran persia
peruvian: peruano: peru
polish: polaco: poland polonia
portuguese: portugues: portugal
puerto_rican: puertorriqueno: puerto_rico
romanian: rumano: romania rumania
russian: ruso: russia rusia
scottish: escoces: scotland escocia
senegalese: senegales: senegal
serbian: serbio: serbia
singaporean: singapurense*: singapore singapur
slovak|slovakian: eslovaco: slovakia eslovaquia
slovenian: esloveno: slovenia eslovenia
south_african: sudafricano: south_africa sudafrica
spanish: espanol: spain espana
sri_lankan: -: sri_lanka
swedish: sueco: sweden suecia
swiss: suizo: switzerland suiza
syrian: sirio: syria siria
taiwanese: taiwanes: taiwan
thai: tailandes thai*: thailand tailandia
tunisian: tunecino: tunisia tunez
turkish: turco: turkey turquia
ukrainian: ucraniano: ukraine ucrania
uruguayan: uruguayo: uruguay
uzbek: uzbeko: uzbekistan
venezuelan: venezolano: venezuela
vietnamese: vietnamita*: vietnam
welsh: gales: wales gales
"""
# Read only where the menu itself names them so: nothing else would be found.
_REGIONAL = """
african: africano: africa
andalusian: andaluz: andalusia andalucia
asian: asiatico: asia
basque: vasco: basque_country pais_vasco
bavarian: bavaro: bavaria baviera
cajun: cajun*: louisiana
caribbean: caribeno: the_caribbean caribe el_caribe
catalan: catalan: catalonia cataluna
galician: gallego: galicia
hawaiian: hawaiano: hawaii hawai
latin|latin_american: latino latinoamericano: latin_america latinoamerica
mediterranean: mediterraneo: the_mediterranean mediterraneo
middle_eastern: -: the_middle_east oriente_medio
scandinavian|nordic: escandinavo nordico: scandinavia escandinavia
sicilian: siciliano: sicily sicilia
tex_mex: -: -
tuscan: toscano: tuscany toscana
"""
# What such a word covers, where a menu has its parts and not itself.
_UMBRELLAS = {
    "asian": "chinese japanese thai vietnamese korean indian indonesian malaysian filipino",
    "latin": "mexican peruvian brazilian cuban argentinian colombian chilean venezuelan",
    "scandinavian": "swedish danish norwegian finnish",
    "middle eastern": "lebanese turkish persian israeli syrian arab",
}
_NO_CUISINE = frozenset({"other", "others", "none", "mixed", "various", "house", "international"})

# What goes with a cuisine's name: "typical german food", "comida típica de Italia".
_BEFORE = Phrases(
    {
        """
        typical|typically|traditional|authentic|a_typical|food|foods|dish|dishes|cuisine|cooking
        comida|comidas|cocina|gastronomia|especialidad|especialidades|estilo|al_estilo|
            de_estilo|a_la|al_modo|plato|platos|algo|de_la_cocina|de_cocina|de_comida
        tipico|tipica|tipicos|tipicas|tradicional|tradicionales|autentico|autentica|tipicamente
        estilo_de|a_la_manera_de|al_estilo_de
        """: True,
    }
)
_AFTER = Phrases(
    {
        """
        food|foods|cuisine|cooking|style|dish|dishes|specialty|speciality|specialties|inspired
        tipico|tipica|tipicos|tipicas|tradicional|tradicionales|autentico|autentica
        """: True,
    }
)


def _spanish_forms(adjective: str) -> str:
    """Return an adjective in its genders and numbers, as alternatives of a pattern."""
    if adjective.endswith("*"):
        stem = adjective[:-1]
        return f"{stem}|{stem}s|{stem}es"
    if adjective.endswith("o"):
        stem = adjective[:-1]
        return f"{stem}o|{stem}a|{stem}os|{stem}as"
    return f"{adjective}|{adjective}a|{adjective}es|{adjective}as|{adjective}s"


def _read(table: str) -> dict[tuple[str, ...], str]:
    """Return, for the names of each cuisine, the patterns of all that means it."""
    rows: dict[tuple[str, ...], str] = {}
    for line in table.strip().splitlines():
        english, spanish, places = (part.split() for part in line.split(":"))
        names = english[0].split("|")
        rows[tuple(name.replace("_", " ") for name in names)] = _patterns(
            "|".join(names),
            "|".join(_spanish_forms(word) for word in spanish if word != "-"),
            "|".join(place for place in places if place != "-"),
        )
    return rows


def _patterns(english: str, spanish: str, places: str) -> str:
    from_there = f"from|de|desde {places}" if places else ""
    return f"{english}\n{spanish}\n{from_there}"


_KNOWN, _PLACES = _read(_CUISINES), _read(_REGIONAL)


@lru_cache(maxsize=8)
def cuisine_phrases(cuisines: frozenset[str]) -> Phrases[Chip]:
    """Return what means a cuisine on a menu that has ``cuisines``, folded."""
    table: dict[str, Chip] = {}
    for names, found in (_KNOWN | _PLACES).items():
        meant = _meant(names, cuisines)
        if meant:
            table[found] = meaning("cuisine", cuisine=meant)
    for name in cuisines - _NO_CUISINE:
        words = "_".join(re.findall(r"[^\W_]+", name))
        if words:
            table.setdefault(words, meaning("cuisine", cuisine=[name]))
    return Phrases(table)


def _meant(names: tuple[str, ...], cuisines: frozenset[str]) -> list[str]:
    """Return the cuisines that ``names`` asks for, as the menu calls them."""
    own = [name for name in names if name in cuisines or name.replace(" ", "-") in cuisines]
    if own:
        return [name if name in cuisines else name.replace(" ", "-") for name in own]
    if names in _KNOWN:
        return [names[0]]
    parts = _UMBRELLAS.get(names[0], "").split()
    return [name for name in parts if name in cuisines]


def cuisine(tokens: Sequence[Token], at: int, known: Phrases[Chip]) -> list[Reading]:
    """Read a cuisine that begins at ``at``, with the words that go with it."""
    found = known.longest(tokens, _BEFORE.past(tokens, at)) or known.longest(tokens, at)
    if not found:
        return []
    end, chip = found
    after = _AFTER.after(tokens, end)
    return [Reading(at, after[0] if after else end, chip)]
