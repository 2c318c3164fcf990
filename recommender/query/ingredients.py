"""Ingredients that guests leave out, English and Spanish, under the name a menu lists them by.

The names are singular, so that they begin the plural as well: "onion" is found in "onions".
"""

from recommender.query.tokens import entries

# How a menu lists it: what guests call it.
_NAMES = """
alcohol: alcohol|alcoholic|booze|spirits|alcoholico|alcoholica|alcoholes|licor|licores|liquor
anise: anise|aniseed|anis|star_anise|anis_estrellado
apple: apple|apples|manzana|manzanas
artichoke: artichoke|artichokes|alcachofa|alcachofas
asparagus: asparagus|esparrago|esparragos
aubergine: aubergine|aubergines|eggplant|eggplants|berenjena|berenjenas
avocado: avocado|avocados|avocadoes|aguacate|aguacates|palta|paltas
bacon: tocineta|bacon|beicon|panceta|tocino|lardons
banana: banana|bananas|platano|platanos
basil: basil|albahaca
bean: bean|beans|poroto|porotos|judia|judias|alubia|alubias|frijol|frijoles|habichuelas|
    kidney_beans
beef: beef|ternera|vacuno|res|carne_de_res|carne_de_vaca|carne_de_ternera|carne_de_vacuno|steak|
    buey|ground_beef|beef_mince
beer: chela|chelas|beer|beers|cerveza|cervezas
beetroot: betabel|beetroot|beetroots|beet|beets|remolacha|remolachas
bread: bread|breads|pan|panes|toast
breadcrumb: breadcrumb|breadcrumbs|pan_rallado
broccoli: broccoli|brocoli|brecol
cabbage: cabbage|cabbages|col|coles|repollo|lombarda
caffeine: caffeine|cafeina|teina
caper: caper|capers|alcaparra|alcaparras
caramel: caramel|caramelo
carrot: carrot|carrots|zanahoria|zanahorias
cauliflower: cauliflower|cauliflowers|coliflor|coliflores
cherry: cherry|cherries|cereza|cerezas
chestnut: chestnut|chestnuts|castana|castanas
chicken: chicken|pollo|pollos|chicken_breast|chicken_meat|carne_de_pollo
chickpea: chickpea|chickpeas|garbanzo|garbanzos
chilli: chilli|chillies|chili|chilies|chiles|chile|guindilla|guindillas|jalapeno|jalapenos|
    chilis|chillis|aji|ajies
chocolate: chocolate|chocolates|choc
chorizo: chorizo|chorizos
cinnamon: cinnamon|canela
coconut: coconut|coconuts|coco|cocos|coconut_milk|coconut_cream|leche_de_coco|coconut_oil|
    aceite_de_coco|crema_de_coco
cocoa: cocoa|cacao|cocoa_butter
coffee: coffee|cafe
coriander: coriander|cilantro|culantro
corn: corn|sweetcorn|maize|maiz|elote|choclo
courgette: courgette|courgettes|zucchini|zucchinis|calabacin|calabacines
cucumber: cucumber|cucumbers|pepino|pepinos
cumin: cumin|comino|cominos
date: date|dates|datil|datiles
dill: dill|eneldo
duck: duck|pato|patos
fat: fat|fats|grasa|grasas
fennel: fennel|hinojo
fig: fig|figs|higo|higos
flour: flour|flours|harina|harinas
fruit: fruit|fruits|fruta|frutas
garlic: garlic|ajo|ajos|garlic_powder
gelatine: gelatine|gelatin|gelatina
ginger: ginger|jengibre
grape: grape|grapes|uva|uvas
ham: ham|jamon|jamones|prosciutto|jamon_serrano|jamon_york|jamon_iberico
herb: herb|herbs|hierba|hierbas
honey: honey|miel
ice: ice|hielo|ice_cubes
ketchup: ketchup|catsup
kiwi: kiwi|kiwis
lamb: lamb|cordero|corderos|mutton|carne_de_cordero
leek: leek|leeks|puerro|puerros
lemon: lemon|lemons|limon|limones|lemon_juice|zumo_de_limon
lentil: lentil|lentils|lenteja|lentejas
lettuce: lettuce|lettuces|lechuga|lechugas
lime: lime|limes|lima|limas
liver: liver|higado|higaditos
mango: mango|mangos|mangoes
maple syrup: maple_syrup|sirope_de_arce|jarabe_de_arce
mayonnaise: mayonnaise|mayo|mayonesa|mahonesa|alioli|aioli
mint: mint|menta|hierbabuena|yerbabuena
msg: msg|glutamato|monosodium_glutamate
mushroom: mushroom|mushrooms|champinon|champinones|seta|setas|hongo|hongos|shiitake
noodle: noodle|noodles|fideos|tallarines
nutmeg: nutmeg|nuez_moscada
oil: oil|oils|aceite|aceites
olive: olive|olives|aceituna|aceitunas|oliva|olivas
olive oil: olive_oil|aceite_de_oliva
onion: onion|onions|cebolla|cebollas|cebolleta|cebolletas|red_onion|red_onions|raw_onion|
    raw_onions|fried_onions|cebolla_roja|cebolla_cruda|cebolla_frita
orange: orange|oranges|naranja|naranjas|orange_juice|zumo_de_naranja
oregano: oregano
palm oil: palm_oil|aceite_de_palma
paprika: paprika|pimenton
parsley: parsley|perejil
pasta: pasta|pastas|macarrones|espaguetis|spaghetti
pea: pea|peas|guisante|guisantes|arveja|arvejas|chicharo|chicharos
peach: peach|peaches|melocoton|melocotones|durazno|duraznos
pear: pear|pears|pera|peras
pepper: pepper|peppers|bell_pepper|bell_peppers|pimiento|pimientos|green_pepper|green_peppers|
    red_pepper|red_peppers|pimiento_rojo|pimiento_verde|pimientos_rojos|pimientos_verdes|pimienta|
    black_pepper|pimienta_negra
pesto: pesto
pickle: pickle|pickles|gherkin|gherkins|pepinillo|pepinillos|encurtidos
pineapple: pineapple|pineapples|pina|ananas
pork: pork|cerdo|puerco|cochino|chancho|carne_de_cerdo|lomo_de_cerdo|pig|pork_meat|cochinillo
potato: potato|potatoes|patata|patatas|papa|papas
preservative: preservative|preservatives|conservante|conservantes
pumpkin: pumpkin|pumpkins|squash|calabaza|calabazas|zapallo|butternut_squash|butternut
rabbit: rabbit|conejo|conejos
radish: radish|radishes|rabano|rabanos
raisin: raisin|raisins|sultanas|pasas|uvas_pasas
raspberry: raspberry|raspberries|frambuesa|frambuesas
red meat: red_meat|carne_roja|carnes_rojas
rice: rice|arroz|arroces|white_rice|arroz_blanco
rocket: rocket|arugula|rucula
rosemary: rosemary|romero
rum: rum|ron
saffron: saffron|azafran
sage: sage|salvia
salt: salt|sal|sodium
sauce: sauce|sauces|salsa|salsas
sauerkraut: sauerkraut|chucrut
sausage: sausage|sausages|salchicha|salchichas|embutido|embutidos|butifarra|frankfurt
seed: seed|seeds|semilla|semillas|pipas
spinach: spinach|espinaca|espinacas
spring onion: spring_onion|spring_onions|scallion|scallions|green_onion|green_onions
strawberry: strawberry|strawberries|fresa|fresas|frutillas
sugar: sugar|sugars|azucar|azucares|added_sugar|added_sugars|azucar_anadido|azucares_anadidos
sunflower oil: sunflower_oil|aceite_de_girasol
sweet potato: sweet_potato|sweet_potatoes|boniato|boniatos|batata|batatas
sweetener: sweetener|sweeteners|edulcorante|edulcorantes
tea: tea|te
thyme: thyme|tomillo
tomato: tomato|tomatoes|tomate|tomates|jitomate|jitomates|tomato_sauce|salsa_de_tomate|
    cherry_tomatoes
truffle: truffle|truffles|trufa|trufas
turkey: turkey|pavo|pavos|carne_de_pavo
turmeric: turmeric|curcuma
turnip: turnip|turnips|nabo|nabos
vanilla: vanilla|vainilla
veal: veal
vegetable: vegetable|vegetables|veg|veggies|verdura|verduras|hortalizas
venison: venison|venado|ciervo|deer
vinegar: vinegar|vinagre|balsamic|balsamico
vodka: vodka
whisky: whisky|whiskey|bourbon|guisqui
wine: wine|wines|vino|vinos|red_wine|white_wine|vino_tinto|vino_blanco
yeast: yeast|levadura
black pudding: black_pudding|morcilla|morcillas
offal: offal|casqueria|visceras|tripe|callos
poultry: poultry|aves|ave
gin: gin|ginebra
tequila: tequila
"""

INGREDIENT_NAMES: dict[str, str] = {names: name for name, names in entries(_NAMES)}
