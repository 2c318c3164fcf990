"""Phrases that mean a filter wherever they stand: diets, spice, courses, cheap, available."""

from recommender.query.chips import Chip
from recommender.query.reading import meaning

_VEGAN = meaning("diet", vegan=True)
_VEGETARIAN = meaning("diet", vegetarian=True)
_GLUTEN_FREE = meaning("diet", gluten_free=True)
_FOR = "apto|apta|aptos|aptas|opcion|opciones|plato|platos|comida|menu|algo|"
_FIT = "suitable_for|safe_for|ok_for|okay_for|good_for|fit_for|friendly_for|for|as_a|im_a|i_am_a|im|i_am|were|we_are"

DIETS: dict[str, Chip] = {
    "100_%|100|fully|totally|completely|strictly|all|pure|purely| vegan|vegans|vegano|vegana|veganos|veganas": _VEGAN,
    f"{_FIT} a| vegan|vegans": _VEGAN,
    "veganism|veganismo": _VEGAN,
    "plant based|only": _VEGAN,
    "plantbased|whole_food_plant_based|entirely_plant_based": _VEGAN,
    "100_%|100|totalmente|completamente|estrictamente| vegano|vegana|veganos|veganas": _VEGAN,
    "soy|somos|es|sea|sean|que_sea|que_sean|mi_pareja_es vegano|vegana|veganos|veganas": _VEGAN,
    f"{_FOR} para|por|de|a un|una|los|las| vegano|vegana|veganos|veganas": _VEGAN,
    "a base de plantas|vegetales": _VEGAN,
    "de origen vegetal": _VEGAN,
    "100_%|100 vegetal": _VEGAN,
    "no|without|without_any|free_of|free_from animal|animal_derived products|product|ingredients": _VEGAN,
    "sin|nada_de productos|ingredientes|alimentos|nada|| de|| origen animal": _VEGAN,
    "sin ingredientes|productos animales": _VEGAN,
    "vegetarian|vegetarians|veggie|vegie|vegetarianism|meatless|meatfree|meat_free|ovolactovegetarian": _VEGETARIAN,
    "lacto|ovo|ovo_lacto|lacto_ovo vegetarian|vegetarians": _VEGETARIAN,
    "strictly|fully|completely|purely|pure vegetarian": _VEGETARIAN,
    f"{_FIT} a| vegetarian|vegetarians|veggie": _VEGETARIAN,
    "vegetariano|vegetariana|vegetarianos|vegetarianas|vegetarianismo|ovolactovegetariano": _VEGETARIAN,
    "soy|somos|es|sea|sean|que_sea|que_sean vegetariano|vegetariana|vegetarianos|vegetarianas": _VEGETARIAN,
    f"{_FOR} para|por|de|a un|una|los|las| vegetariano|vegetariana|vegetarianos|vegetarianas": _VEGETARIAN,
    "vegan|veggie|vegetarian or|and|/|& vegetarian|veggie|vegan": _VEGETARIAN,
    "vegano|vegana|veganos|veganas|vegetariano|vegetariana|vegetarianos|vegetarianas o|y|u "
    "vegano|vegana|veganos|veganas|vegetariano|vegetariana|vegetarianos|vegetarianas": _VEGETARIAN,
    "gluten free|freee|less|friendly|intolerant|intolerance|allergy": _GLUTEN_FREE,
    "glutenfree|gf|celiac|coeliac|celiacs|coeliacs|coeliac_friendly|celiac_friendly|coeliac_safe": _GLUTEN_FREE,
    f"{_FIT} a| celiac|coeliac|celiacs|coeliacs|celiac_disease|coeliac_disease": _GLUTEN_FREE,
    "i_have|have|having|with|because_of|due_to celiac|coeliac disease|": _GLUTEN_FREE,
    "celiac|coeliac disease": _GLUTEN_FREE,
    "celiaco|celiaca|celiacos|celiacas|celiaquia": _GLUTEN_FREE,
    "soy|somos|es|tengo|por celiaco|celiaca|celiacos|celiacas|celiaquia": _GLUTEN_FREE,
    f"{_FOR} para|por|de|a un|una|los|las| celiaco|celiaca|celiacos|celiacas": _GLUTEN_FREE,
}

_NO_SPICE = meaning("spice", max_spice=0)
_MILD = meaning("spice", max_spice=1)
_SPICY = meaning("spice", min_spice=1)
_VERY_SPICY = meaning("spice", min_spice=2)
_PICANTE = "picante|picantes|picoso|picosa|picosos|picosas|picantito"

SPICE: dict[str, Chip] = {
    "spicy|spicey": _SPICY,
    "a_bit|a_little|slightly|somewhat|fairly|quite|medium|moderately|kind_of|a_touch|a_bit_more|a_tad spicy|spicey|spiced_up|fiery": _SPICY,
    "with_a|with_some|with_a_bit_of|with_a_little|some|a_bit_of|a_little|having_some kick|heat": _SPICY,
    "spicy_and_hot|hot_and_spicy|hot_n_spicy|hot_&_spicy": _SPICY,
    "hot curry|curries|chili|chilli|chilies|salsa|wings|vindaloo|madras|peppers|chillies": _SPICY,
    "very|really|super|extra|extremely|so|insanely|crazy|ultra|properly|seriously|mega|truly spicy|spicey|fiery": _VERY_SPICY,
    "very|really|super|so very|really|super spicy|hot": _VERY_SPICY,
    "extra|super|insanely|blazing|red|fiery|mouth|tongue hot|burning": _VERY_SPICY,
    "very|really|extremely spicy_hot|hot_and_spicy|spicy_and_hot": _VERY_SPICY,
    "very|really|extremely hot curry|curries|chili|chilli|salsa|wings|vindaloo|food": _VERY_SPICY,
    "the| spiciest|hottest thing|things|dish|dishes|food|one|you_have|you_got|on_the_menu|": _VERY_SPICY,
    "as hot|spicy as you_have|you_can|you_can_make_it|it_gets|possible|hell|can_be|you_dare|fire|": _VERY_SPICY,
    "fiery|fiery_hot|blow_my_head_off|burn_my_mouth|lots_of_heat|plenty_of_heat": _VERY_SPICY,
    "no|without|zero|without_any|with_no spice|spices|spiciness|heat|hotness|chilli_heat|chili_heat": _NO_SPICE,
    "no|not|non|nothing|isnt|never|not_at_all|not_even_a_bit|thats_not|that_isnt|not_remotely spicy|spicey": _NO_SPICE,
    "not hot|spicy_hot|hot_or_spicy|spicy_or_hot|spicy_at_all|hot_and_spicy": _NO_SPICE,
    "nothing spicy|spicy_please|hot_or_spicy": _NO_SPICE,
    "anything but spicy": _NO_SPICE,
    "unspicy|spice_free|spiceless|non_spicy": _NO_SPICE,
    "not|nothing|isnt|thats_not|that_isnt|never too|very|so|overly|that|really|super|particularly|terribly|extremely spicy|hot|spicey|fiery": _MILD,
    "less|low|little|only_a_little|only_slightly|just_a_little|light|mildly|a_mild|just_a_bit_of|barely spicy|spice|heat|spices|spiced": _MILD,
    "mild|milder|mildly|very_mild|mild_spice|mild_heat|mildly_spicy|mildly_spiced|low_spice|mild_not_spicy|mild_not_hot": _MILD,
    "not too|so much|much|| spice|heat": _MILD,
    "without|no too much|much spice|heat|chilli|chili": _MILD,
    f"algo|un_poco|un_poquito|bastante|ligeramente|levemente|medio|medianamente|un_punto| {_PICANTE}": _SPICY,
    "que|algo_que pique|piquen|pica|pican un_poco|un_poquito|algo|bastante|": _SPICY,
    "con un_toque|un_punto|toque|algo_de|un_poco_de|un_toque_de picante|picor": _SPICY,
    "picor|picante": _SPICY,
    f"muy|muy_muy|super|bien|extra|mega|extremadamente|realmente|tan|ultra|mas|demasiado|muchisimo {_PICANTE}": _VERY_SPICY,
    f"superpicante|superpicantes|picantisimo|picantisima|picantisimos|picantisimas|requetepicante": _VERY_SPICY,
    f"lo|el|la|los|las mas {_PICANTE} que_tengas|que_tengan|que_haya|posible|que_tengais|de_la_carta|del_menu|que_puedas|": _VERY_SPICY,
    f"lo|el|la|los|las plato|platos|curry|comida mas {_PICANTE}": _VERY_SPICY,
    "que pique|piquen|pica mucho|muchisimo|de_verdad|bastante_mucho|a_rabiar|bien": _VERY_SPICY,
    "con mucho|bastante|muchisimo picante|picor|chile": _VERY_SPICY,
    f"sin|sin_nada_de|nada|nada_de|no|sin_ningun|cero|0|nunca|no_es|que_no_sea|que_no_sean|que_no_este|que_no_esten|no_sea|no_tenga|que_no_lleve|que_no_tenga|y_nada|sin_que_sea {_PICANTE}|picor|picores": _NO_SPICE,
    "que_no|que_no_me|no|sin_que|que_nada pique|piquen|pica|pican nada|": _NO_SPICE,
    f"que no sea|sean|este|esten nada {_PICANTE}": _NO_SPICE,
    f"poco|poca|apenas|casi_nada|solo_un_poco|menos|suavemente|no_tan|poquito {_PICANTE}": _MILD,
    f"no|sin|que_no_sea|que_no_sean|que_no_este|que_no_esten|nada_que_sea|no_sea|no_es|sin_ser|sin_que_sea muy|demasiado|tan|excesivamente|especialmente|mucho {_PICANTE}": _MILD,
    f"con|de poco|un_punto_suave_de picante|picor": _MILD,
    "que_no|no|sin_que|que pique|piquen|pica mucho|demasiado|tanto|muchisimo|poco|muy_poco": _MILD,
    f"sin|no mucho|demasiado|tanto {_PICANTE}": _MILD,
    "suave de picante": _MILD,
    "picante suave|bajo": _MILD,
}
# "que pique mucho" asks for heat, "que no pique mucho" for little of it; the longer one wins.
_NOW = "right_now|now|today|tonight|at_the_moment|currently|immediately|this_evening"
_AHORA = "ahora|ahora_mismo|hoy|ya|esta_noche|en_este_momento|actualmente"

AVAILABLE: dict[str, Chip] = {
    f"thats|that_is|that_are|whats|currently|only|still|| available {_NOW}|": meaning(
        "available", available=True
    ),
    "in_stock|not_sold_out|still_on|you_still_have|you_have_now": meaning(
        "available", available=True
    ),
    f"que|| este|esten|siga|sigan|| disponible|disponibles {_AHORA}|": meaning(
        "available", available=True
    ),
    f"que_haya|que_quede|que_tengais|que_tengan|que_tengas {_AHORA}": meaning(
        "available", available=True
    ),
    "no|que_no_este|que_no_esten agotado|agotada|agotados|agotadas": meaning(
        "available", available=True
    ),
}

_CHEAP = Chip("", "cheap", cheap=True)
CHEAP: dict[str, Chip] = {
    "very|really|super|quite|something|relatively|dirt|| cheap|cheapest|inexpensive|affordable|cheapish|economical": _CHEAP,
    "budget|budget_friendly|low_cost|low_price|low_priced|lowcost|wallet_friendly|good_value|great_value": _CHEAP,
    "on a tight|small|low|| budget": _CHEAP,
    "cheap eats|and_cheerful|as_chips": _CHEAP,
    "not|nothing|isnt|thats_not|that_isnt too|very|so|that|overly|| expensive|pricey|dear|costly": _CHEAP,
    "reasonably|fairly|well priced": _CHEAP,
    "reasonable|fair price|prices": _CHEAP,
    "that wont break the bank": _CHEAP,
    "cheaper|the_cheapest": _CHEAP,
    "muy|bien|bastante|super|algo|lo_mas|lo|mas|el_mas|la_mas|| barato|barata|baratos|baratas|baratito|baratita|economico|economica|economicos|economicas|asequible|asequibles": _CHEAP,
    "bueno_bonito_y_barato|buen_precio|a_buen_precio|de_buen_precio|bien_de_precio|low_cost|bajo_precio": _CHEAP,
    "que no sea|sean|este|cueste|salga muy|demasiado|tan|| caro|cara|caros|caras|mucho": _CHEAP,
    "no|nada muy|demasiado|tan|| caro|cara|caros|caras": _CHEAP,
    "poco|de_poco dinero|presupuesto": _CHEAP,
    "con poco dinero|presupuesto": _CHEAP,
    "bajo presupuesto|coste|precio": _CHEAP,
}

_HALAL = Chip("", "religious", {"without_ingredients": ["pork", "alcohol"]}, guaranteed=False)
_KOSHER = Chip(
    "",
    "religious",
    {"without": ["crustaceans", "molluscs"], "without_ingredients": ["pork"]},
    guaranteed=False,
)
RELIGIOUS: dict[str, Chip] = {
    "halal|halaal|hallal|jalal|halal_certified|halal_friendly": _HALAL,
    "kosher|kasher|kosher_certified|kosher_friendly": _KOSHER,
}
