"""The everyday names of the fourteen allergens, English and Spanish."""

from recommender.dish import Allergen

# Written as patterns of recommender.query.tokens.spelled. A food stands here only if it always
# is or holds the allergen; everything else is an ingredient, and promises nothing.
_NAMES: dict[tuple[Allergen, ...], str] = {
    ("milk",): """
        diary|lactos|latose|lactoze|🥛|🧀
        milk|dairy|dairies|lactose|lactosa|lacteo|lacteos|lactea|lacteas|leche|casein|caseina|
            whey
        dairy|milk|cows|cow|goats|goat|sheeps|animal|whole|skimmed milk|dairy|product|products
        milk|dairy products|product|protein|proteins|powder|solids
        productos|derivados lacteos|de_la_leche|de_leche
        leche de vaca|cabra|oveja
        leche entera|desnatada|condensada|evaporada|en_polvo
        condensed|evaporated|powdered milk
        proteina|proteinas de|de_la leche|vaca
        suero de leche
        cheese|cheeses|queso|quesos|quesito|quesitos
        goat|goats|sheep|sheeps|blue|cream|cottage|melted|grated|hard|soft|fresh|swiss|american|
            parmesan|cheddar|feta|mozzarella|manchego|white|vegetarian cheese|cheeses
        queso de cabra|oveja|vaca|untar
        queso|quesos azul|azules|fresco|crema|rallado|fundido|curado|parmesano|manchego|feta|
            blanco
        cream|creams|nata|natas|clotted_cream|whipped_cream|sour_cream|double_cream|
            single_cream|creme_fraiche|nata_montada|nata_agria|nata_liquida|crema_de_leche|
            crema_agria
        ice_cream|icecream|helado|helados
        butter|ghee|mantequilla|manteca_de_vaca|buttermilk|suero_de_mantequilla
        yoghurt|yogurt|yoghourt|yoghurts|yogurts|yogur|yogures|yogurth|kefir
        greek|natural|plain yoghurt|yogurt
        yogur griego|natural
        mozzarella|mozarella|parmesan|parmesano|parmigiano|feta|ricotta|mascarpone|cheddar|gouda
        brie|camembert|gorgonzola|roquefort|pecorino|provolone|emmental|emmentaler|gruyere|
            halloumi
        paneer|burrata|quark|requeson|manchego|raclette|stilton|cuajada|dulce_de_leche|bechamel
        """,
    ("eggs",): """
        eggs_and_egg_products|egg|eggs|huevo|huevos|egg_white|egg_whites|egg_yolk|egg_yolks|
            albumen|yolk|yolks|yema|yemas
        clara|claras de|| huevo
        huebo|huebos|🥚|🍳
        yema|yemas de huevo
        hard|soft|raw|cooked|fried|boiled|poached|scrambled|runny egg|eggs
        hard_boiled|soft_boiled egg|eggs
        huevo|huevos duro|duros|frito|fritos|crudo|crudos|cocido|cocidos|revueltos
        egg noodle|noodles|products
        """,
    ("fish",): """
        fish|fishes|pescado|pescados|pescaditos|pez|peces|fish_sauce|salsa_de_pescado|raw_fish
        🐟|🍣
        white|oily|blue|raw|smoked fish
        pescado azul|blanco|crudo
        tuna|salmon|cod|haddock|hake|halibut|herring|mackerel|sardine|sardines|anchovy|anchovies
        smoked salmon|mackerel|trout|haddock
        trout|sea_bass|seabass|bass|bream|sole|plaice|turbot|monkfish|swordfish|tilapia|eel|eels
        carp|pike|perch|caviar|roe|surimi|bonito_flakes|catfish|pollock|whitebait|kipper|kippers
        atun|bacalao|merluza|lubina|dorada|rape|sardina|sardinas|anchoa|anchoas|boquerones|
            boqueron
        trucha|caballa|lenguado|rodaballo|pez_espada|bonito|anguila|anguilas|arenque|jurel|mero
        salmon|atun|bacalao ahumado|rojo|fresco
        """,
    ("crustaceans",): """
        crustacean|crustaceans|crustaceo|crustaceos|prawn|prawns|shrimp|shrimps|crab|crabs|
            lobster
        lobsters|crayfish|crawfish|langoustine|langoustines|scampi|king_prawn|king_prawns|
            crabmeat|🦐|🦞|🦀
        gamba|gambas|gambon|gambones|langostino|langostinos|camaron|camarones|cangrejo|cangrejos
        langosta|langostas|bogavante|bogavantes|cigala|cigalas|centollo|centollos|necora|necoras
        buey_de_mar|quisquilla|quisquillas|percebe|percebes|crab_meat|krill
        """,
    ("molluscs",): """
        mollusc|molluscs|mollusk|mollusks|molusco|moluscos|squid|squids|calamari|octopus|
            cuttlefish
        mussel|mussels|clam|clams|oyster|oysters|scallop|scallops|snail|snails|cockle|cockles|
            whelks
        calamar|calamares|pulpo|pulpos|sepia|sepias|mejillon|mejillones|almeja|almejas|ostra|
            ostras
        vieira|vieiras|caracol|caracoles|berberecho|berberechos|chipiron|chipirones|navajas|
            abalone
        oyster_sauce|salsa_de_ostras|tinta_de_calamar|squid_ink|pulpitos|zamburinas|zamburina
        """,
    ("crustaceans", "molluscs"): """
        shellfish|marisco|mariscos|shell_fish|shelfish
        """,
    ("fish", "crustaceans", "molluscs"): """
        seafood|sea_food|frutos_de_mar|frutos_del_mar|pescado_y_marisco|pescado_y_mariscos|
            pescado_ni_marisco|pescados_y_mariscos|pescado_o_marisco|fish_and_seafood|
            fish_or_seafood
        """,
    ("nuts", "peanuts"): """
        🥜|nut|nuts|frutos_secos|fruto_seco|fruta_seca
        """,
    ("nuts",): """
        hazel_nut|hazel_nuts|pistacio|pistacios|nueses|🌰
        tree_nut|tree_nuts|treenut|treenuts|frutos_de_cascara|nueces_de_arbol
        almond|almonds|walnut|walnuts|hazelnut|hazelnuts|cashew|cashews|pecan|pecans|pistachio
        pistachios|macadamia|macadamias|brazil_nut|brazil_nuts|cashew_nut
        cashew_nuts|pecan_nuts|macadamia_nut|macadamia_nuts|almond_milk|almond_flour|
            ground_almonds
        almond_butter|marzipan|praline|nutella|frangipane|hazelnut_spread
        nuez|nueces|almendra|almendras|avellana|avellanas|anacardo|anacardos|pistacho|pistachos
        nuez_pecana|nueces_pecanas|pecanas|pacanas|macadamias|mazapan|turron
        leche|harina|crema|mantequilla de almendra|almendras|avellanas|anacardos
        nueces de macadamia|brasil|california
        """,
    ("peanuts",): """
        peanut|peanuts|groundnut|groundnuts|monkey_nuts|peanut_butter|peanut_sauce|peanut_oil|
            satay
        cacahuete|cacahuetes|cacahuate|cacahuates|mani|manies|penut|penuts|pea_nut|pea_nuts|
            cacaguate|cacaguates
        mantequilla|crema|salsa|aceite de cacahuete|cacahuetes|cacahuate|mani
        """,
    ("soybeans",): """
        soy|soya|soja|soybean|soybeans|soyabean|soyabeans|soy_bean|soy_beans|soya_beans|tofu|
            edamame
        tempeh|miso|soy_sauce|soya_sauce|soy_milk|soya_milk|salsa_de_soja|leche_de_soja|
            soy_products
        semillas|habas|brotes|salsa de soja|soya
        """,
    ("gluten",): """
        🌾|wheat|wheat_flour|wholewheat|whole_wheat|rye|barley|spelt|semolina|bulgur|seitan|kamut
        trigo|harina_de_trigo|centeno|cebada|espelta|semola|oat|oats|avena|leche_de_avena|
            oat_milk
        """,
    ("celery",): """
        celery|celeriac|celery_root|apio|apionabo|apio_nabo|celery_sticks
        """,
    ("mustard",): """
        mustard|mustards|mostaza|mostazas|mustard_seed|mustard_seeds|dijon|dijon_mustard
        """,
    ("sesame",): """
        sesame|sesame_seed|sesame_seeds|sesame_oil|tahini|tahina|sesamo|ajonjoli|tahin
        semillas|aceite de sesamo
        """,
    ("sulphites",): """
        sulphite|sulphites|sulfite|sulfites|sulfito|sulfitos|sulphur_dioxide|sulphur
        """,
    ("lupin",): """
        lupin|lupins|lupine|altramuz|altramuces|lupin_flour|lupini
        """,
}

ALLERGEN_NAMES: dict[str, tuple[Allergen, ...]] = {
    names: allergens for allergens, names in _NAMES.items()
}
