"""Phrases that mean a filter wherever they stand: diets, spice, courses, cheap, available."""

from recommender.query.chips import Chip
from recommender.query.reading import meaning

_VEGAN = meaning("diet", vegan=True)
_VEGETARIAN = meaning("diet", vegetarian=True)
_GLUTEN_FREE = meaning("diet", gluten_free=True)
_FOR = "apto|apta|aptos|aptas|opcion|opciones|plato|platos|comida|menu|algo|"
_FIT = (
    "suitable_for|safe_for|ok_for|okay_for|good_for|fit_for|friendly_for|for|as_a|im_a|i_am_a|im|"
    "i_am|were|we_are"
)

DIETS: dict[str, Chip] = {
    f"""
    100_%|100|fully|totally|completely|strictly|all|pure|purely| vegan|vegans|vegano|vegana|
        veganos|veganas
    {_FIT} a| vegan|vegans
    veganism|veganismo
    plant based|only
    plantbased|whole_food_plant_based|entirely_plant_based
    100_%|100|totalmente|completamente|estrictamente| vegano|vegana|veganos|veganas
    soy|somos|es|sea|sean|que_sea|que_sean|mi_pareja_es vegano|vegana|veganos|veganas
    {_FOR} para|por|de|a un|una|los|las| vegano|vegana|veganos|veganas
    a base de plantas|vegetales
    de origen vegetal
    100_%|100 vegetal
    no|without|without_any|free_of|free_from animal|animal_derived products|product|ingredients
    sin|nada_de productos|ingredientes|alimentos|nada|| de|| origen animal
    sin ingredientes|productos animales
    vegen|veagn|vegann|begano|begana
    """: _VEGAN,
    f"""
    vegitarian|vegeterian|vegatarian|vegetarain|vejetariano|vejetariana|vegeteriano|vegeteriana|
        vegetarin|vegtarian
    vegetarian|vegetarians|veggie|vegie|vegetarianism|meatless|meatfree|meat_free|
        ovolactovegetarian
    lacto|ovo|ovo_lacto|lacto_ovo vegetarian|vegetarians
    strictly|fully|completely|purely|pure vegetarian
    {_FIT} a| vegetarian|vegetarians|veggie
    vegetariano|vegetariana|vegetarianos|vegetarianas|vegetarianismo|ovolactovegetariano
    soy|somos|es|sea|sean|que_sea|que_sean vegetariano|vegetariana|vegetarianos|vegetarianas
    {_FOR} para|por|de|a un|una|los|las| vegetariano|vegetariana|vegetarianos|vegetarianas
    vegan|veggie|vegetarian or|and|/|& vegetarian|veggie|vegan
    vegano|vegana|veganos|veganas|vegetariano|vegetariana|vegetarianos|vegetarianas o|y|
        u vegano|vegana|veganos|veganas|vegetariano|vegetariana|vegetarianos|vegetarianas
    """: _VEGETARIAN,
    f"""
    glutenless|singluten|ceoliac|coelic|celliac|caeliac|coliac|celiaquico
    gluten free|freee|fre|fee|safe|friendly|intolerant|intolerance|allergy
    glutenfree|gf|celiac|coeliac|celiacs|coeliacs|coeliac_friendly|celiac_friendly|coeliac_safe
    {_FIT} a| celiac|coeliac|celiacs|coeliacs|celiac_disease|coeliac_disease
    i_have|have|having|with|because_of|due_to celiac|coeliac |disease
    celiac|coeliac disease
    sin|libre_de tacc
    celiaco|celiaca|celiacos|celiacas|celiaquia
    soy|somos|es|tengo|por celiaco|celiaca|celiacos|celiacas|celiaquia
    {_FOR} para|por|de|a un|una|los|las| celiaco|celiaca|celiacos|celiacas
    """: _GLUTEN_FREE,
}

_NO_SPICE = meaning("spice", max_spice=0)
_MILD = meaning("spice", max_spice=1)
_SPICY = meaning("spice", min_spice=1)
_VERY_SPICY = meaning("spice", min_spice=2)
_PICANTE = "picante|picantes|picoso|picosa|picosos|picosas|picantito"

SPICE: dict[str, Chip] = {
    f"""
    spicy|spicey
    a_bit|a_little|slightly|somewhat|fairly|quite|medium|moderately|kind_of|a_touch|a_bit_more|
        a_tad spicy|spicey|spiced_up|fiery
    with_a|with_some|with_a_bit_of|with_a_little|some|a_bit_of|a_little|having_some kick|heat
    spicy_and_hot|hot_and_spicy|hot_n_spicy|hot_&_spicy
    hot curry|curries|chili|chilli|chilies|salsa|wings|vindaloo|madras|peppers|chillies
    |algo|un_poco|un_poquito|bastante|ligeramente|levemente|medio|medianamente|un_punto {_PICANTE}
    que|algo_que pique|piquen|pica|pican |un_poco|un_poquito|algo|bastante
    con un_toque|un_punto|toque|algo_de|un_poco_de|un_toque_de picante|picor
    picor|picante
    """: _SPICY,
    f"""
    very|really|super|extra|extremely|so|insanely|crazy|ultra|properly|seriously|mega|
        truly spicy|spicey|fiery
    very|really|super|so very|really|super spicy|hot
    extra|super|insanely|blazing|red|fiery|mouth|tongue hot|burning
    very|really|extremely spicy_hot|hot_and_spicy|spicy_and_hot
    very|really|extremely hot curry|curries|chili|chilli|salsa|wings|vindaloo|food
    the| spiciest|hottest |thing|things|dish|dishes|food|one|you_have|you_got|on_the_menu
    as hot|spicy as |you_have|you_can|you_can_make_it|it_gets|possible|hell|can_be|you_dare|fire
    fiery|fiery_hot|blow_my_head_off|burn_my_mouth|lots_of_heat|plenty_of_heat
    muy|muy_muy|super|bien|extra|mega|extremadamente|realmente|tan|ultra|mas|demasiado|
        muchisimo {_PICANTE}
    superpicante|superpicantes|picantisimo|picantisima|picantisimos|picantisimas|requetepicante
    lo|el|la|los|las mas {_PICANTE} |que_tengas|que_tengan|que_haya|posible|que_tengais|
        de_la_carta|del_menu|que_puedas
    lo|el|la|los|las plato|platos|curry|comida mas {_PICANTE}
    que pique|piquen|pica mucho|muchisimo|de_verdad|bastante_mucho|a_rabiar|bien
    con mucho|bastante|muchisimo picante|picor|chile
    """: _VERY_SPICY,
    f"""
    no|without|zero|without_any|with_no spice|spices|spiciness|heat|hotness|chilli_heat|
        chili_heat
    no|not|non|nothing|isnt|never|not_at_all|not_even_a_bit|thats_not|that_isnt|
        not_remotely spicy|spicey
    not hot|spicy_hot|hot_or_spicy|spicy_or_hot|spicy_at_all|hot_and_spicy
    nothing spicy|spicy_please|hot_or_spicy
    anything but spicy
    dont|doesnt|do_not like|want it|them|things|food|my_food|anything spicy|hot
    sin_picar|sin_enchilar|que_no_enchile|no_enchile|no_enchiloso
    unspicy|spice_free|spiceless|non_spicy
    sin|sin_nada_de|nada|nada_de|no|sin_ningun|cero|0|nunca|no_es|que_no_sea|que_no_sean|
        que_no_este|que_no_esten|no_sea|no_tenga|que_no_lleve|que_no_tenga|y_nada|
        sin_que_sea {_PICANTE}|picor|picores
    que_no|que_no_me|no|sin_que|que_nada pique|piquen|pica|pican |nada
    que no sea|sean|este|esten nada {_PICANTE}
    """: _NO_SPICE,
    f"""
    not|nothing|isnt|thats_not|that_isnt|never too|very|so|overly|that|really|super|
        particularly|terribly|extremely spicy|hot|spicey|fiery
    go_easy|easy|light on_the|on spice|spices|heat|chili|chilli
    less|low|little|only_a_little|only_slightly|just_a_little|light|mildly|a_mild|just_a_bit_of|
        barely spicy|spice|heat|spices|spiced
    mild|milder|mildly|very_mild|mild_spice|mild_heat|mildly_spicy|mildly_spiced|low_spice|
        mild_not_spicy|mild_not_hot
    not too|so much|much|| spice|heat
    without|no too much|much spice|heat|chilli|chili
    poco|poca|apenas|casi_nada|solo_un_poco|menos|suavemente|no_tan|poquito {_PICANTE}
    no|sin|que_no_sea|que_no_sean|que_no_este|que_no_esten|nada_que_sea|no_sea|no_es|sin_ser|
        sin_que_sea muy|demasiado|tan|excesivamente|especialmente|mucho {_PICANTE}
    con|de poco|un_punto_suave_de picante|picor
    que_no|no|sin_que|que pique|piquen|pica mucho|demasiado|tanto|muchisimo|poco|muy_poco
    sin|no mucho|demasiado|tanto {_PICANTE}
    suave|bajo|baja de|en picante
    picante suave|bajo
    """: _MILD,
}
# "que pique mucho" asks for heat, "que no pique mucho" for little of it; the longer one wins.
_NOW = "right_now|now|today|tonight|at_the_moment|currently|immediately|this_evening"
_AHORA = "ahora|ahora_mismo|hoy|ya|esta_noche|en_este_momento|actualmente"

AVAILABLE: dict[str, Chip] = {
    f"""
    thats|that_is|that_are|whats|currently|only|still|| available |{_NOW}
    in_stock|not_sold_out|still_on|you_still_have|you_have_now
    que|| este|esten|siga|sigan|| disponible|disponibles |{_AHORA}
    que_haya|que_quede|que_tengais|que_tengan|que_tengas {_AHORA}
    no|que_no_este|que_no_esten agotado|agotada|agotados|agotadas
    """: meaning("available", available=True),
}

_CHEAP = Chip("", "cheap", cheap=True)
CHEAP: dict[str, Chip] = {
    """
    very|really|super|quite|something|relatively|dirt|| cheap|cheapest|inexpensive|affordable|
        cheapish|economical
    budget|budget_friendly|low_cost|low_price|low_priced|lowcost|wallet_friendly|good_value|
        great_value
    on a tight|small|low|| budget
    cheap eats|and_cheerful|as_chips
    not|nothing|isnt|thats_not|that_isnt too|very|so|that|overly|| expensive|pricey|dear|costly
    reasonably|fairly|well priced
    reasonable|fair price|prices
    that wont break the bank
    cheaper|the_cheapest
    muy|bien|bastante|super|algo|lo_mas|lo|mas|el_mas|la_mas|| barato|barata|baratos|baratas|
        baratito|baratita|economico|economica|economicos|economicas|asequible|asequibles
    bueno_bonito_y_barato|buen_precio|a_buen_precio|de_buen_precio|bien_de_precio|low_cost|
        bajo_precio
    que no sea|sean|este|cueste|salga muy|demasiado|tan|| caro|cara|caros|caras|mucho
    no|nada muy|demasiado|tan|| caro|cara|caros|caras
    poco|de_poco dinero|presupuesto
    con poco dinero|presupuesto
    bajo presupuesto|coste|precio
    """: _CHEAP,
}

_PESCATARIAN = Chip(
    "",
    "ingredient",
    {"without_ingredients": ["red meat", "poultry", "pork"]},
    guaranteed=False,
)
# "eggless" and the like: refusals in one word.
REFUSED: dict[str, Chip] = {
    """
    eggless|eggfree|egg_safe
    """: meaning("allergen", without=["eggs"]),
    """
    sin|nada_de|ni|no|no_quiero crema
    dairy_safe|milkfree|cheesefree|cheeseless|aplv|cmpa|dairyless|dairyfree|nondairy|lactosefree|
        milkless|deslactosado|deslactosada
    """: meaning("allergen", without=["milk"]),
    """
    nutfree|nutless|nut_safe
    """: meaning("allergen", without=["nuts", "peanuts"]),
    """
    peanutfree|peanut_safe
    """: meaning("allergen", without=["peanuts"]),
    """
    soyfree|soyafree
    """: meaning("allergen", without=["soybeans"]),
    """
    wheatfree
    """: meaning("allergen", without=["gluten"]),
    """
    fishfree
    """: meaning("allergen", without=["fish"]),
    """
    shellfishfree
    """: meaning("allergen", without=["crustaceans", "molluscs"]),
    """
    sesamefree
    """: meaning("allergen", without=["sesame"]),
    """
    pescatarian|pescetarian|pescatarians|pescatariano|pescatariana|pescetariano|pescetariana
    vegetarian|veggie|vegetariano|vegetariana but|plus|pero |i|also eat|with|con|como|| fish|pescado
    """: _PESCATARIAN,
    """
    sugarless|sugarfree
    """: Chip("", "ingredient", {"without_ingredients": ["sugar"]}, guaranteed=False),
    """
    alcoholfree|nonalcoholic|analcoholico|analcoholica|analcoholicos
    """: Chip("", "ingredient", {"without_ingredients": ["alcohol"]}, guaranteed=False),
    """
    flourless
    """: Chip("", "ingredient", {"without_ingredients": ["flour"]}, guaranteed=False),
}

_HALAL = Chip("", "religious", {"without_ingredients": ["pork", "alcohol"]}, guaranteed=False)
_KOSHER = Chip(
    "",
    "religious",
    {"without": ["crustaceans", "molluscs"], "without_ingredients": ["pork"]},
    guaranteed=False,
)
RELIGIOUS: dict[str, Chip] = {
    """
    halal|halaal|hallal|jalal|halal_certified|halal_friendly
    """: _HALAL,
    """
    kosher|kasher|kosher_certified|kosher_friendly
    """: _KOSHER,
}
