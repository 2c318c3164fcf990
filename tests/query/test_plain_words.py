"""What guests write that asks for no filter, however much it looks like one."""

import pytest

from recommender.query import understand

CRAVINGS = """
french onion soup
greek salad
irish coffee
swedish meatballs
white russian
eggs benedict
cinamon pana cotta
crem brulee
cheescake with choclate
ensalada cesar
albóndigas suecas
crema catalana
sopa de cebolla
pan de ajo
anything with spinach
pork and celery
something with chickpeas or lentils
platos con calabacín
pasta con nata y setas
something sweet for a rainy afternoon
i want to impress my date
something hot and warming after a walk in the snow
late night munchies
algo ligero para cenar
comida para compartir con amigos
yellow curry in a black bowl
dark brown sauce
green soup with bread
tortitas apiladas con sirope
wireless headphones
haircut
parking near the restaurant
entradas para el cine
paella negra con tinta de calamar
hot chocolate with cream
warm bread with butter
four cheese pizza
a 3 course meal
cold beer and a pretzel
pasta with tomato sauce
chocolate caliente
pescado sin espinas
comida casera como la de mi abuela
café irlandés
patatas fritas con salsa
económico y rico
something for 8.50
something inexpensive and filling
algo económico que llene
sopa fría
algo crujiente y salado
algo para picar
I'm not allergic to nuts
no allergies
allergies: none
not just vegan
with or without nuts
can't live without cheese
no puedo vivir sin queso
cheese makes me happy
eggs (free range)
fish safe for kids
0 km fish
alérgenos del pescado
no me sienta mal el pescado
any problem with fish?
leave the cheese on
no puedo con el calor
no hace falta que sea sin gluten
virgin pina colada
dessert wine
finger food
¿el tiramisú lleva huevo?
gambas al ajillo
pollo sin piel
albondigas suecas
sopa fria de tomate
nachos con salsa picante
not mexican
no dessert
fish without bones
salad, dressing on the side
hot and sour soup
chilli heat level max
egg dishes
steak medium rare
low budget dinner
dumplings not fried
vegetables, not boiled
tall glass with layers
something red on a white plate
small brown balls
golden crust
empanadillas que no sean fritas
vaso alto con capas
bolitas marrones
plato con salsa roja
a 30 minute meal
12 oz steak
under 30 minutes
for 2-4 people
for 6 people
half pound burger
2 pounds of mussels
24 hour ramen
7 up
coke zero
diet coke
less than 500 calories
low calorie lunch
high protein
keto friendly
table for two at 8
we are 4 people
a romantic dinner for two
pad thai
peking duck
french fries with ketchup
hot dog with mustard
pepper steak
free wifi
free delivery over there
beer on tap
crab cocktail
shrimp cocktail
main attraction of the house
sunny side up eggs
chicken with lemon sauce
pasta in cream sauce
burger with sauce on the side
turkey sandwich
smoked turkey
brussels sprouts with bacon
swiss cheese omelette
greek yogurt with honey
belgian waffles
danish pastry
sweet and sour
spiced apple cake
warm spices
hot soup on a cold day
hot stew
something hot
served hot
over rice
over easy eggs
from the grill
straight from the oven
up to you
more than enough food
at least something green
not sure what i want
no idea, surprise me
no preference
nothing special, just food
no-bake cheesecake
bread, no knead
not only salad
with nuts
fish and chips
peanut butter cookies
cheese board
milk
extra cheese please
coconut milk curry
egg fried rice
one two three
1234567
chicken 65
free range eggs
guilt-free treat
vegetable soup
veggies with dip
meat lovers pizza
glutinous rice
high gluten bread
without a doubt the best cake
can't decide
i don't know
don't rush
pineapple on pizza
blue cheese
apple pie with vanilla sauce
sourdough starter
pudding
chocolate pudding
rice pudding with cinnamon
sunday brunch
happy hour
what time do you open
is there parking
bicycle
mountain view
english muffin
lima beans
chinese cabbage salad
ensaladilla rusa
tortilla francesa
tortilla española con cebolla
yogur griego con miel
chocolate caliente con nata
perrito caliente
plato caliente de cuchara
algo calentito
pollo en salsa
albóndigas en salsa de tomate
pasta con salsa boloñesa
cóctel de gambas
coles de bruselas
patatas fritas
arroz a la cubana
mesa para dos
para seis personas
menos de 30 minutos
4 quesos
pizza cuatro quesos
dos huevos fritos
tres leches
algo con queso
leche frita
mejillones al vapor
no sé qué pedir
no tengo mucha hambre
no importa
sin prisa
sin duda lo mejor
sin embargo quiero sopa
para niños
para compartir
comida casera
algo para picar entre amigos
menú del día
plaza mayor
nada más
no muy grande
con mucho ajo
jamón ibérico
cafe americano
salsa verde
guacamole con totopos
pan con tomate
tarta de queso
chili con carne
sopa de pescado
pulpo a la gallega
cochinillo asado
huevos revueltos con jamón
una mesa en la terraza
bicicleta
¿a qué hora abrís?
algo dulce
algo fresquito para el calor
segunda ronda
primera vez aquí
chile relleno
salsa de chile
agua de jamaica
soy de Madrid
no soy vegano
"""


@pytest.mark.parametrize("text", CRAVINGS.strip().splitlines())
def test_a_craving_without_conditions_sets_no_filter(text: str) -> None:
    assert understand(text).filters == {}
