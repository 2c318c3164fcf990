"""The words of what is refused: what stands before a food, tastes, and what is no ingredient."""

from recommender.query.tokens import Phrases, word_set

DETERMINERS = Phrases(
    {
        """
        any|the|a|an|of|some|added|my|those|that|trace_of|traces_of|kind_of|type_of|sort_of|
            any_kind_of|any_type_of|all|all_kinds_of|anything_with|anything_containing|
                anything_that_has|anything_that_contains|food_with|foods_with|dishes_with|
                things_with|either|both|pieces_of|bits_of|
            hint_of
        el|la|los|las|un|una|lo|al|del|ningun|ninguna|ningun_tipo_de|nada_de|ni|nada_con|de|a|
            rastro_de|trazas_de|tipo_de|trozos_de|tanta_cosa|ningunos
        raw|fresh|cooked|melted|grated|chopped|sliced|dried|canned|cured|grilled|roasted|cows|
            real
        """: True,
    }
)
DEGREES = Phrases(
    {
        """
        too|so|very|too_much|too_many|much|many|overly|that|a_lot_of|lots_of|really|super|
            that_much|excessively|particularly|so_much|loads_of
        muy|demasiado|demasiada|demasiados|demasiadas|mucho|mucha|muchos|muchas|tan|tanto|tanta|
            excesivamente|tantos|tantas
        """: True,
    }
)
# Tastes, methods and kinds of dish, pushed down softly; the value is the word it is known by.
TASTES = Phrases(
    {
        """
        fried|frying|deep_fried|pan_fried|fritter|fritters
        frito|frita|fritos|fritas|freir|frituras|fritura|fritanga|frituritas
        """: "fried",
        """
        heavy|pesado|pesada|pesados|pesadas
        filling|stodgy|llenador|contundente|contundentes|fuerte|fuertes
        """: "heavy",
        """
        sweet|sugary|dulce|dulces|dulzon
        """: "sweet",
        """
        salty|salado|salada|salados|saladas
        """: "salty",
        """
        greasy|oily|fatty|grasiento|grasienta|aceitoso|aceitosa|grasoso|grasosa|graso|grasa
        """: "greasy",
        """
        rich|creamy|cremoso|cremosa|cremosos|cremosas
        """: "creamy",
        """
        bitter|amargo|amarga|amargos|amargas
        """: "bitter",
        """
        sour|acido|acida|acidos|acidas|agrio|agria
        """: "sour",
        """
        dry|seco|seca|secos|secas
        """: "dry",
        """
        raw|crudo|cruda|crudos|crudas
        """: "raw",
        """
        cold|frio|fria|frios|frias
        """: "cold",
        """
        warm|hot|caliente|calientes
        """: "hot",
        """
        soupy|watery|caldoso|caldosa|aguado|aguada
        """: "soupy",
        """
        crunchy|crispy|crujiente|crujientes
        """: "crunchy",
        """
        baked|grilled|boiled|steamed|smoked|breaded|battered|cooked|roasted|processed|frozen|
            burnt|mushy|soggy|chewy|bland|boring|plain|complicated|healthy|unhealthy|big|small|
            large|huge|light
        horneado|asado|cocido|ahumado|rebozado|rebozada|empanado|empanada|procesado|congelado|
            soso|sosa|ligero|ligera|grande|pequeno
        soup|soups|salad|salads|pizza|pizzas|burger|burgers|sandwich|sandwiches|stew|stews|
            curry|curries|casserole|sushi|tacos|taco|pie|cake|cakes|risotto|kebab|hamburger|dessert|
            desserts|starter|starters|drink|drinks|breakfast|snack|snacks|cocktail|cocktails|fries|
            chips|junk_food|fast_food|leftovers
        sopa|sopas|ensalada|ensaladas|hamburguesa|hamburguesas|bocadillo|guiso|guisos|postre|
            postres|entrante|entrantes|bebida|bebidas|desayuno|tarta|tartas|pastel|comida_basura|
            comida_rapida
        """: "",
    }
)
# What "without" and "no" stand before without refusing a food.
NO_INGREDIENT = word_set(
    """
    i|we|you|he|she|it|they|me|us|him|her|them|this|these|is|are|was|be|been|being|do|does|did
    have|has|had|can|could|will|would|should|may|might|must|not|no|without|with|for|from|in|on|
        at
    by|about|than|then|if|but|or|and|so|because|please|thanks|just|only|also|really|very|too|
        more
    less|least|most|much|many|one|two|three|first|last|next|other|another|else|same|own|such|
        what
    which|who|whom|whose|when|where|why|how|here|there|now|today|tonight|thing|things|anything
    something|nothing|everything|food|foods|dish|dishes|meal|meals|menu|ingredient|ingredients|
        stuff
    eat|eating|cook|cooking|make|making|want|like|need|fuss|frills|problem|idea|rush|hurry
    preference|preferences|doubt|matter|bake|knead|carb|worries|way|waste|longer|wait|spending
    going|having|getting|under|over|below|above|up|down|out|off|vegan|vegetarian|halal|kosher|
        cheap
    expensive|available|hot|warm|cold|big|small|good|bad|free|frying|alcoholic|drinking|bone|
        bones|espinas|espina|hueso|huesos|piel|cascara
    yo|tu|ella|ellos|nosotros|mi|su|sus|se|le|les|me|te|nos|lo|la|los|las|el|un|una|que|quien|
        como
    cuando|donde|por|para|con|sin|de|del|en|a|al|y|o|u|e|ni|pero|si|no|nada|algo|todo|muy|mucho|
        mas
    menos|tan|tanto|demasiado|poco|es|son|sea|sean|esta|este|esto|estan|hay|haya|tengo|tenga|
        quiero
    quiera|puedo|pueda|como|comer|comer|beber|tomar|soy|somos|ser|estar|tener|hacer|pique|pase|
        cueste
    supere|importa|gusta|gustan|favor|gracias|hoy|ahora|aqui|comida|plato|platos|cosa|cosas|
        carta
    hambre|resaca|sueno|calor|sed
    ingredientes|complicaciones|prisa|prisas|duda|embargo|falta|vegano|vegana|vegetariano|
        vegetariana
    barato|caro|disponible|bien|mal|solo|tambien|ya|aun|quiere|necesito|busco|gastar|pasar|otro|
        otra
    """
)
