"""The words around a price: "under", "no more than", "a partir de", "each", "for two"."""

from recommender.query.tokens import Phrases, word_set

_COSTING = (
    "for|at|priced|price|prices|cost|costs|costing|that_cost|that_costs|thats|that_is|which_costs|"
    "all|anything|everything|something|"
)
_CUESTE = (
    "por|de|a|con|precio|a_un_precio|a_precio|que_cueste|que_cuesten|que_valga|que_valgan|cuesta|"
    "que_salga_por|que_este_por|que_cuesta|que_cuestan|algo_de|a_un|de_un|"
)
OPENERS = Phrases(
    {
        f"""
    {_COSTING} under|below|beneath|less_than|lower_than|at_most|at_the_most|up_to|max|maximum|
        a_maximum_of|a_max_of|maximum_of|max_of|within|not_exceeding|without_exceeding|doesnt_exceed
    {_COSTING} no|not|nothing|isnt|never more_than|over|above|higher_than|more_expensive_than|
        dearer_than|exceeding
    {_COSTING} cheaper|less_expensive than
    with_a|a|the|our|my|| max|maximum|top price|cost|spend|limit |of|is
    with_a|a|the|price|my|| limit|ceiling|cap |of|is
    precio|coste|gasto maximo|tope|limite |de|es
    limite|tope |de
    que|| no|sin llegue|lleguen|llegar a
    a|my|our|the|on_a|with_a|| max|maximum|tight|| budget |of|is|under|up_to|max|maximum|around|
        about
    dont|do_not|cant|cannot|not|wont|dont_want_to|do_not_want_to|not_going_to|wouldnt|
        rather_not spend|pay|spending|paying more_than|over|above
    no quiero|queremos|puedo|podemos|quisiera|| gastar|gastarme|gastarnos|pagar mas de|que
    spend|spending|pay|paying |at_most|up_to|less_than|no_more_than|max|under|below|only
    {_CUESTE} menos_de|menos_que|como_mucho|como_maximo|hasta|maximo|max|un_maximo_de|
        hasta_un_maximo_de|maximo_de|no_mas_de|no_mas_que|no_superior_a|por_debajo_de|debajo_de|
        inferior_a|inferiores_a|inferior_de|menor_a|menor_de|menores_de|bajo|a_lo_sumo|
        mas_barato_de|mas_barato_que|mas_baratos_de|mas_barata_de|mas_baratas_de
    que| no pase|pasen|supere|superen|exceda|excedan|sobrepase|pasar|superar |de|a
    sin pasar|pasarse|superar|exceder|sobrepasar|pasarme|pasarnos |de
    que no cueste|cuesten|valga|valgan|sea|sean|este|esten|salga mas|mas_caro|mas_cara|
        mas_caros|mas_caras|por_encima de|que
    un|mi|con_un|con|tengo_un|| presupuesto |de|es|es_de|maximo|maximo_de|max|hasta|es_hasta
    gastar|gastarme|pagar|gastando|pagando |hasta|menos_de|como_mucho|maximo|no_mas_de
    <|<=|≤
    """: "max",
        f"""
    {_COSTING} over|above|more_than|at_least|from|starting_at|starting_from|min|minimum|
        a_minimum_of|minimum_of|upwards_of|upward_of|more_expensive_than|dearer_than|higher_than
    {_COSTING} no|not|nothing less_than|under|below|cheaper_than
    {_CUESTE} mas_de|mas_que|a_partir_de|desde|por_encima_de|encima_de|superior_a|superiores_a|
        al_menos|por_lo_menos|como_minimo|minimo|un_minimo_de|minimo_de|no_menos_de|mayor_a|
        mayor_de|mas_caro_de|mas_caro_que|mas_caros_de
    >|>=|≥
    """: "min",
    }
)
BEFORE_AMOUNT = word_set(
    """
    about|around|the|los|las|unos|unas|only|just|a|of|de|approximately|roughly|solo|max|total|es
    """
)
PLAIN = Phrases(
    {
        """
        for|at|around|about|only|just|exactly|roughly|approximately|with|i_have|ive_got|
            i_only_have|at|for_only|for_just|for_about|for_around|at_around|at_about|costing|
            priced_at|with_only
        por|a|unos|con|de|solo|por_solo|por_unos|tengo|solo_tengo|alrededor_de|aproximadamente|
            de_unos|sobre|cerca_de|que_cueste|que_cueste_unos
        """: True,
    }
)
AFTER = Phrases(
    {
        """
        or|and|& less|under|below|cheaper|lower|fewer|lesser
        max|maximum|tops|at_most|at_the_most|budget|limit|top|at_max
        o menos|inferior|mas_barato|menor
        como_mucho|como_maximo|maximo|de_presupuesto|de_maximo|a_lo_sumo|tope|de_tope|como_tope
        """: "max",
        """
        or|and|& more|over|up|above|upwards|higher
        minimum|min|at_least|upwards
        o|y mas|superior
        como_minimo|minimo|en_adelante|para_arriba|de_minimo|por_lo_menos|al_menos
        +
        """: "min",
    }
)
EACH = Phrases(
    {
        """
        each|apiece|pp|per_person|a_person|per_head|a_head|a_plate|per_dish|a_dish|per_plate
        cada_uno|cada_una|por_persona|por_cabeza|por_barba|por_comensal|por_plato|el_plato
        """: True,
    }
)
RANGES = Phrases(
    {
        f"""
        {_COSTING} between|from|in_between
        for|at|around|about
        {_CUESTE} entre|desde
        de
        """: True,
    }
)
RANGE_INNER = Phrases(
    {
        """
    and|to|-|till|until
    y|a|hasta|e
    """: True,
    }
)
NOT_MONEY = word_set(
    """
    minute|minutes|min|mins|hour|hours|h|second|seconds|day|days|year|years|month|months
    minuto|minutos|hora|horas|segundo|segundos|dia|dias|ano|anos
    calorie|calories|cal|kcal|kcals|cals|caloria|calorias|gram|grams|gr|g|kg|gramo|gramos|ml
    people|person|persons|guests|adults|kids|children|of|friends|personas|comensales|ninos
    ingredient|ingredients|ingredientes|pieces|piezas|slices|types|kinds|tipos|courses|platos
    %|percent|degrees|grados|km|cm|layers|eggs|cheeses|huevos|quesos|dishes|items|toppings
    """
)
AFTER_BARE = word_set(
    """
    with|without|and|or|for|please|but|that|no|not|in|each|per|if|to|thanks|now|today|which
    con|sin|y|o|u|para|por|que|pero|ni|cada|gracias|hoy|ahora|si
    """
)
DASHES = frozenset("-\u2010\u2011\u2013")
PERSONS = Phrases(
    {
        """
    people|persons|of_us|adults|guests|diners|friends|persons|personas|comensales|amigos|adultos
        """: True
    }
)
