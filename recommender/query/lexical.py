"""Phrases that look like a filter and are none: french fries, hot dog, ensaladilla rusa."""

from recommender.query.tokens import Phrases

# Named after a country, at home everywhere.
_COUNTRIES = """
french fry|fries|toast|bean|beans|press|dressing|bread|loaf|stick|onion_soup|onion
sopa|sopas de cebolla francesa
tortilla|tortillas|omelette francesa|espanola|paisana
omelet|omelette|tortilla|tortillas spanish|french
spanish omelette|omelet|omelettes|tortilla|tortillas|onion|onions|ham
tostada|tostadas francesa|francesas
pan frances|arabe|aleman|ingles
greek yoghurt|yogurt|yoghurts|yogurts|salad|salads|yoghourt
yogur|yogures|ensalada|ensaladas griego|griegos|griega|griegas
english muffin|muffins|mustard|breakfast_tea
crema inglesa|catalana
swiss roll|rolls|chard|cheese|knife
brussels|brussel sprout|sprouts
coles de bruselas
turkish delight|delights|coffee
cafe turco|irlandes|americano|vienes|cubano|vietnamita
un|an|iced|double|doble|cafe americano
irish coffee|coffees|stew|cream
vietnamese|turkish|cuban|greek coffee|coffees
ensaladilla|ensaladillas|ensalada rusa|rusas
filete|filetes|montadito ruso|rusos
russian salad|dressing|roulette|egg|eggs
white|black russian|russians
ruso blanco|negro
danish pastry|pastries|blue
belgian waffle|waffles|chocolate|chocolates
gofre|gofres|chocolate belga|belgas
canadian|irish bacon
italian dressing|sausage|seasoning|meringue|herbs
merengue italiano|suizo|frances
american cheese|mustard|pie
salsa|salsas americana|holandesa|tartara|rusa|inglesa|boloñesa
swedish meatball|meatballs
albondigas suecas
chinese cabbage|leaf|leaves|five_spice|whispers
col|repollo china|chino
thai basil|chili|chilli
albahaca tailandesa
scotch egg|eggs|bonnet
welsh rarebit|rabbit
hawaiian pizza
pad thai
mongolian beef|barbecue
dutch baby|oven|courage
french martini|75|dip|kiss|press_coffee
italian ice
irish whiskey|whisky|pub
russian tea|doll|dolls
tarta|tartas vasca|sacher
agua|flor de_jamaica
nueces|coquitos de_brasil|del_brasil
persian|angora|turkish|turkey cat|carpet|carpets|rug|towel|towels|bath|breast|sandwich|leg|
    burger
spanish|german|french|english|italian|polish|russian|chinese|portuguese|dutch|japanese speaker|
    speaking|teacher|lesson|lessons|newspaper|passport|speaking_waiter
clase|clases|profesor de ingles|espanol|frances|aleman|italiano
pizza hawaiana
cuban|reuben sandwich|sandwiches
indian tonic|pale_ale|summer
india pale_ale
judias|perdices holandesas|verdes
pork_loin|lomo kassler
jerusalem artichoke|artichokes
mexican coke|standoff
bavarian cream
german chocolate_cake|shepherd
polish off
arroz a_la_cubana|cubana
brazil nut|nuts
lima bean|beans
china cup|plate|bowl|bowls|plates|cups
naranja china
tinta china
brazo gitano|de_gitano
macedonia de fruta|frutas
"""
# Warm, not spicy.
_WARM = """
hot dog|dogs|chocolate|chocolates|day|days|summer|weather|evening|afternoon|night|nights|cocoa|
    pot|pots|cross_bun|cross_buns|cakes|cake|plate|stone|tea|coffee|toddy|water|milk|meal|soup|
    sauce|sandwich|sub|fudge|apple_pie|oven|pan|and_cold|and_fresh|and_creamy|off_the_grill
with hot|spicy sauce|salsa|mayo|mustard|dip|honey|oil|pickles
piping|steaming|served|nice_and|warm_or|something hot
chocolate|perrito|perritos|te caliente|calientes
con|en salsa|aceite picante
mild cheese|cheddar|weather|evening|day|mustard|winter
"""
# Courses and prices in other words.
_COURSES = """
main square|ingredient|ingredients|street|station|thing|reason|attraction|event|road|flavour|
    flavor|flavours|flavors|component
ingrediente|ingredientes|plaza|calle|sabor principal|mayor
sunny side |up
side by side
on_the|the|its|crispy|crisp|crunchy|fluted|all|down_the|from_the sides
on_the|the|this|that|by_my|at_the|my side
both|each|one|other|either sides|side
sauce|dressing|sauces|dip|gravy on_the_side
country|flip|west|east|south|north|sea|lake|pool side|sides
prawn|shrimp|fruit|crab|seafood|lobster|oyster|crabmeat|tomato cocktail|cocktails
cocktail sauce|sausage|sausages|stick|sticks|party|dress|onions|tomatoes|snacks
coctel|cocteles de gambas|langostinos|mariscos|marisco|frutas|camarones|camaron|fruta|cangrejo
salsa coctel
snack bar
breakfast tea|cereal|cereals|sausage|sausages|roll|rolls|burrito|burritos
bed_and breakfast
starter dough|culture
sourdough starter
dessert wine|wines|spoon
vino|vinos de postre
drink responsibly
segundo|segundos despues
en primer lugar
primero de todo|quiero|que_nada
entrada|entradas libre|gratis|de_cine|para_el_cine|al_cine|para_el_teatro|para_el_concierto|
    para_el_partido
"""
# Diets in other words.
_DIETS = """
not|non|isnt|no|nothing|anything_but|neither vegan|vegetarian|veggie|vegans|vegetarians|halal|
    kosher|vegano|vegana|veganos|veganas|vegetariano|vegetariana|vegetarianos|vegetarianas
no soy vegano|vegana|vegetariano|vegetariana|celiaco|celiaca|alergico|alergica|intolerante
no_tiene_que_ser|no_hace_falta_que_sea|no_necesariamente vegano|vegana|vegetariano|vegetariana
not_necessarily|doesnt_have_to_be|doesnt_need_to_be vegan|vegetarian|veggie|spicy|cheap|
    gluten_free
no soy|somos de|muy|fan
kosher salt
sal kosher
veggie patch|patty|patties|garden
free range|refill|refills|wifi|delivery
sin embargo|duda|dudas|prisa|prisas|mas|falta|parar|complicaciones|pensar|igual|que|limite|fin|
    problema|problemas|compromiso|complicarme|complicarse|mas_remedio|preferencias|tener|saber
without fuss|doubt|a_doubt|any_fuss|frills|question|further_ado|delay|waiting|a_wait|limits|
    guilt|it|them|that|this|having|knowing|making|being|much_fuss|a_fork|reservation
no fuss|frills|problem|problems|idea|preference|preferences|rush|hurry|worries|matter|bake|
    knead|cook|churn|carb|carbs|brainer|doubt|waste|time|thanks|thank_you|way|need|limit|limits|
    wait|waiting|nonsense|one|more|less|longer|other|reservation|drama|stress|joke|big_deal|alarms
no me_importa|se|sabemos|hay|importa|obstante|pasa_nada|quiero_cocinar|tengo_mucho_tiempo|
    tengo_prisa|tengo_preferencias|mas
nada mas|que_ver|como|mejor_que
not only|just|sure|bad|picky|fussy|a_lot|many|today|yet|really|my|your|that_hungry|so_hungry|
    very_hungry|too_hungry|hungry|long|much|necessarily
nothing fancy|special|beats|else|but|too_fancy|complicated|in_particular|more|less|much
anything but ordinary|boring
cant|cannot|can_not|couldnt|could_not live|survive without
not without
no puedo|podria vivir|estar sin
no sin
with or without
con o sin
dont|do_not|never|wont skip|hold|omit|leave_out|remove|avoid|exclude|drop_the|skimp_on
no quites|quiten|quitar
not|isnt|im_not|i_am_not|he_is_not|no_soy allergic|intolerant|celiac|coeliac
no_solo|no_solamente|not_just|not_only vegano|vegana|vegetariano|vegetariana|vegan|vegetarian|
    veggie|gluten_free
no_hace_falta_que_sea|no_tiene_que_ser|no_necesariamente sin_gluten
no|sin|without|zero |any|food allergies|allergy|alergias|alergia
allergies|alergias|allergy|alergia none|no|ninguna|nothing
no problem|problems|issue|issues|trouble with
dont|do_not|doesnt have a|any|| problem|problems|issue|issues|trouble with
allergic to nothing
km|kilometro|kilometros|coke|cola|level|nivel|picante|spice|heat|table|mesa 0
0 km|kilometro|kilometros|calories|calorias|carb|carbs
0_% beer|beers|lager|cerveza|cervezas|vino|wine
allergen|allergens|alergeno|alergenos of|in|de|del|en
no me|nos|le|les sienta|sientan|cae|caen|hace|hacen|pone|ponen mal|fatal|dano
no me|nos|le|les da|dan|produce|producen|provoca|provocan alergia|reaccion|asco
not|never|im_not|i_am_not giving_up
dont|do_not take_off|leave_off
no_quitarle
not_too|not_so|goes|go bad with
any|my|you_have_any problem|problems|issue|issues with
"""

LEXICAL = Phrases(dict.fromkeys((_COUNTRIES, _WARM, _COURSES, _DIETS), True))
