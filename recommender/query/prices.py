"""Prices: "under 12", "between 8 and 12 euros", "de 5 a 10 €", "for two under 30"."""

from collections.abc import Sequence
from dataclasses import dataclass

from recommender.query.numbers import amount, is_currency, number
from recommender.query.reading import Reading, meaning
from recommender.query.tokens import Phrases, Token, patterns

_COSTING = (
    "for|at|priced|price|prices|cost|costs|costing|that_cost|that_costs|thats|that_is|which_costs|"
    "all|anything|everything|something|"
)
_CUESTE = (
    "por|de|a|con|precio|a_un_precio|a_precio|que_cueste|que_cuesten|que_valga|que_valgan|cuesta|"
    "que_salga_por|que_este_por|que_cuesta|que_cuestan|algo_de|a_un|de_un|"
)
_BOUNDS: dict[str, str] = {
    f"{_COSTING} under|below|beneath|less_than|lower_than|at_most|at_the_most|up_to|max|maximum|"
    "a_maximum_of|a_max_of|maximum_of|max_of|within|not_exceeding|without_exceeding|"
    "doesnt_exceed": "max",
    f"{_COSTING} no|not|nothing|isnt|never more_than|over|above|higher_than|more_expensive_than|"
    "dearer_than|exceeding": "max",
    f"{_COSTING} cheaper|less_expensive than": "max",
    "a|my|our|the|on_a|with_a|| max|maximum|tight|| budget of|is|under|up_to|max|maximum|around|about|": "max",
    "spend|spending|pay|paying at_most|up_to|less_than|no_more_than|max|under|below|only|": "max",
    f"{_CUESTE} menos_de|menos_que|como_mucho|como_maximo|hasta|maximo|max|un_maximo_de|"
    "hasta_un_maximo_de|maximo_de|no_mas_de|no_mas_que|no_superior_a|por_debajo_de|debajo_de|"
    "inferior_a|inferiores_a|inferior_de|menor_a|menor_de|menores_de|bajo|a_lo_sumo|mas_barato_de|"
    "mas_barato_que|mas_baratos_de|mas_barata_de|mas_baratas_de": "max",
    "que| no pase|pasen|supere|superen|exceda|excedan|sobrepase|pasar|superar de|a|": "max",
    "sin pasar|pasarse|superar|exceder|sobrepasar|pasarme|pasarnos de|": "max",
    "que no cueste|cuesten|valga|valgan|sea|sean|este|esten|salga mas|mas_caro|mas_cara|mas_caros|"
    "mas_caras|por_encima de|que": "max",
    "un|mi|con_un|con|tengo_un|| presupuesto de|es|es_de|maximo|maximo_de|max|hasta|es_hasta|": "max",
    "gastar|gastarme|pagar|gastando|pagando hasta|menos_de|como_mucho|maximo|no_mas_de|": "max",
    f"{_COSTING} over|above|more_than|at_least|from|starting_at|starting_from|min|minimum|"
    "a_minimum_of|minimum_of|upwards_of|upward_of|more_expensive_than|dearer_than|"
    "higher_than": "min",
    f"{_COSTING} no|not|nothing less_than|under|below|cheaper_than": "min",
    f"{_CUESTE} mas_de|mas_que|a_partir_de|desde|por_encima_de|encima_de|superior_a|superiores_a|"
    "al_menos|por_lo_menos|como_minimo|minimo|un_minimo_de|minimo_de|no_menos_de|mayor_a|mayor_de|"
    "mas_caro_de|mas_caro_que|mas_caros_de": "min",
    "<|<=|≤": "max",
    ">|>=|≥": "min",
}
_OPENERS = Phrases(_BOUNDS)
_BEFORE_AMOUNT = patterns(
    ["about|around|the|los|las|unos|unas|only|just|a|of|de|approximately|roughly|solo|max|total|es"]
)
_PLAIN = Phrases(
    {
        "for|at|around|about|only|just|exactly|roughly|approximately|with|i_have|ive_got|i_only_have|"
        "for_only|for_just|for_about|for_around|at_around|at_about|costing|priced_at|with_only": True,
        "por|a|unos|con|de|solo|por_solo|por_unos|tengo|solo_tengo|alrededor_de|aproximadamente|"
        "de_unos|sobre|cerca_de|que_cueste|que_cueste_unos": True,
    }
)
_AFTER = Phrases(
    {
        "or|and|& less|under|below|cheaper|lower|fewer|lesser": "max",
        "max|maximum|tops|at_most|at_the_most|budget|limit|top|at_max": "max",
        "o menos|inferior|mas_barato|menor": "max",
        "como_mucho|como_maximo|maximo|de_presupuesto|de_maximo|a_lo_sumo|tope|de_tope|"
        "como_tope": "max",
        "or|and|& more|over|up|above|upwards|higher": "min",
        "minimum|min|at_least|upwards": "min",
        "o|y mas|superior": "min",
        "como_minimo|minimo|en_adelante|para_arriba|de_minimo|por_lo_menos|al_menos": "min",
        "+": "min",
    }
)
_EACH = Phrases(
    {
        "each|apiece|pp|per_person|a_person|per_head|a_head|a_plate|per_dish|a_dish|per_plate": True,
        "cada_uno|cada_una|por_persona|por_cabeza|por_barba|por_comensal|por_plato|el_plato": True,
    }
)
_RANGES = Phrases(
    {
        f"{_COSTING} between|from|in_between": True,
        f"{_CUESTE} entre|desde": True,
        "de": True,
    }
)
_RANGE_INNER = Phrases({"and|to|-|till|until": True, "y|a|hasta|e": True})
_NOT_MONEY = patterns(
    [
        "minute|minutes|min|mins|hour|hours|h|second|seconds|day|days|year|years|month|months",
        "minuto|minutos|hora|horas|segundo|segundos|dia|dias|ano|anos",
        "calorie|calories|cal|kcal|kcals|cals|caloria|calorias|gram|grams|gr|g|kg|gramo|gramos|ml",
        "people|person|persons|guests|adults|kids|children|of|friends|personas|comensales|ninos",
        "ingredient|ingredients|ingredientes|pieces|piezas|slices|types|kinds|tipos|courses|platos",
        "%|percent|degrees|grados|km|cm|layers|eggs|cheeses|huevos|quesos|dishes|items|toppings",
    ]
)
_AFTER_BARE = patterns(
    [
        "with|without|and|or|for|please|but|that|no|not|in|each|per|if|to|thanks|now|today|which",
        "con|sin|y|o|u|para|por|que|pero|ni|cada|gracias|hoy|ahora|si",
    ]
)
_PERSONS = patterns(
    ["people|persons|of_us|adults|guests|diners|friends|persons|personas|comensales|amigos|adultos"]
)


@dataclass(frozen=True, slots=True)
class _Price:
    end: int
    low: float | None
    high: float | None


def price(tokens: Sequence[Token], at: int) -> list[Reading]:
    """Read a price that begins at ``at``; a price for several is shared among them."""
    table = _persons(tokens, at)
    start = table[0] if table else at
    found = _range(tokens, start) or _bounded(tokens, start) or _plain(tokens, start)
    if not found or (table and not tokens[start].joined):
        return []
    each = _EACH.longest(tokens, found.end)
    sharing = _persons(tokens, found.end)
    end = each[0] if each else sharing[0] if sharing else found.end
    return [_shared(at, end, found, 1 if each else _party(tokens))]


def _shared(at: int, end: int, found: _Price, party: int) -> Reading:
    bounds = {"min_price": found.low, "max_price": found.high}
    filters = {name: round(value / party, 2) for name, value in bounds.items() if value is not None}
    kind = "min_price" if found.high is None else "max_price"
    return Reading(at, end, meaning(kind, **filters))


def _party(tokens: Sequence[Token]) -> int:
    """Return among how many people the guest shares: "dinner for two, under 30"."""
    parties = (_persons(tokens, at) for at in range(len(tokens)))
    return next((found[1] for found in parties if found), 1)


def _persons(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Read "for two", "para 4 personas": where it ends, and how many they are."""
    if at >= len(tokens) or tokens[at].key not in {"for", "para", "entre"}:
        return None
    found = number(tokens, at + 1)
    if not found or not 2 <= found[1] <= 20 or found[1] % 1 or not tokens[at + 1].joined:
        return None
    end, count = found
    for length in (2, 1):
        if " ".join(token.key for token in tokens[end : end + length]) in _PERSONS:
            return end + length, int(count)
    if tokens[at].key == "entre" or is_currency(tokens, end) or _AFTER.longest(tokens, end):
        return None
    return (end, int(count)) if _ends_phrase(tokens, end) else None


def _ends_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Return whether no noun follows that a number before ``at`` could count."""
    if at >= len(tokens) or not tokens[at].joined or tokens[at].key in _AFTER_BARE:
        return True
    return bool(_OPENERS.longest(tokens, at) or amount(tokens, at))


def _bounded(tokens: Sequence[Token], at: int) -> _Price | None:
    """Read "under 12 euros", "a partir de 10", "no more than 15"."""
    opener = _OPENERS.longest(tokens, at)
    if not opener:
        return None
    start, side = opener
    if start < len(tokens) and tokens[start].key in _BEFORE_AMOUNT:
        start += 1
    found = amount(tokens, start)
    if not found or not tokens[start].joined:
        return None
    end, value, sure = found
    after = _AFTER.longest(tokens, end)
    end = after[0] if after and after[1] == side else end
    if not sure and not _may_be_money(tokens, end, side):
        return None
    return _Price(end, *((value, None) if side == "min" else (None, value)))


def _may_be_money(tokens: Sequence[Token], end: int, side: str) -> bool:
    if end >= len(tokens) or not tokens[end].joined:
        return True
    if side == "min":  # "at least two eggs", "from 3 cheeses"
        return _ends_phrase(tokens, end)
    return tokens[end].key not in _NOT_MONEY


def _plain(tokens: Sequence[Token], at: int) -> _Price | None:
    """Read "for 10 euros", "12€", "10 euro budget", "10 or less"."""
    opener = _PLAIN.longest(tokens, at)
    start = opener[0] if opener else at
    found = amount(tokens, start)
    if not found or (opener and not tokens[start].joined):
        return None
    end, value, sure = found
    after = _AFTER.longest(tokens, end)
    if after and tokens[end].joined:
        end, side = after
        if sure or _may_be_money(tokens, end, "min"):
            return _Price(end, *((value, None) if side == "min" else (None, value)))
    return _Price(end, None, value) if sure else None


def _range(tokens: Sequence[Token], at: int) -> _Price | None:
    """Read "between 8 and 12", "5-10 euros", "de 5 a 10 €"."""
    opener = _RANGES.longest(tokens, at)
    start = opener[0] if opener else at
    low = amount(tokens, start)
    if not low:
        return None
    inner = _RANGE_INNER.longest(tokens, low[0])
    dashed = low[0] < len(tokens) and tokens[low[0]].gap.strip() in {"-", "–", "‐", "‑"}
    high = amount(tokens, inner[0]) if inner else amount(tokens, low[0]) if dashed else None
    if not high or not (low[2] or high[2] or _named_between(tokens, at, start, high[0])):
        return None
    return _Price(high[0], *sorted((low[1], high[1])))


def _named_between(tokens: Sequence[Token], at: int, start: int, end: int) -> bool:
    """Return whether "between" or "entre" says that two bare numbers are bounds."""
    if not any(token.key in {"between", "entre"} for token in tokens[at:start]):
        return False
    return _ends_phrase(tokens, end) or (end < len(tokens) and tokens[end].key not in _NOT_MONEY)
