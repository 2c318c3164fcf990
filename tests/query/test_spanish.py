"""What guests write in Spanish, and the filters that they mean."""

import pytest
from shorthand import asked, filters, table

from recommender.query import understand

WISHES = """
postre con chocolate | course=dessert
bebida con menta | course=drink
algo picante para entrar en calor | spice>=1
un cóctel para una noche de verano | course=drink
bebida verde en vaso alto | course=drink
postre con capas | course=dessert
postre italiano | cuisine=italian course=dessert
comida mexicana | cuisine=mexican
cocina tailandesa | cuisine=thai
platos alemanes con patata | cuisine=german
sopa rusa | cuisine=russian
plato principal francés | cuisine=french course=main
cena japonesa | cuisine=japanese
desayuno americano | cuisine=american course=breakfast
algo típico de grecia | cuisine=greek
hamburguesa vegana | vegan
sopa vegetariana | vegetarian
postre sin gluten | gluten_free course=dessert
desayuno vegano sin gluten | vegan gluten_free course=breakfast
comida para celíacos | gluten_free
entrante vegetariano | vegetarian course=starter
pasta vegetariana sin queso | vegetarian without=milk
algo vegano con garbanzos | vegan
postre por menos de 5 € | course=dessert max=5
algo barato para desayunar | course=breakfast
plato principal de hasta 12 euros | course=main max=12
pizza entre 8 y 10 euros | min=8 max=10
entrante por 6 euros como máximo | course=starter max=6
pescado por menos de veinte euros | max=20
bebida de menos de 5 euros | course=drink max=5
cena para dos por menos de 30 euros | max=15
carne a partir de 15 euros | min=15
sopa que no pase de 6,50 | max=6.5
pasta sin carne | vegetarian
hamburguesa sin cebolla | no=onion
postre sin frutos secos | course=dessert without=nuts,peanuts
ensalada sin pescado ni marisco | without=fish,crustaceans,molluscs
tortitas sin leche ni huevo | without=milk,eggs
cóctel sin alcohol | course=drink no=alcohol
curry que no pique | spice<=0
pizza sin champiñones | no=mushroom
soy alérgico a los cacahuetes | without=peanuts
bizcocho sin lactosa | without=milk
arroz sin gambas | without=crustaceans
algo sin ajo | no=garlic
plato sin cerdo | no=pork
salteado sin soja | without=soybeans
guiso sin apio | without=celery
pollo no muy picante | spice<=1
tacos muy picantes | spice>=2
intolerante a la lactosa, quiero un postre | without=milk course=dessert
algo para beber sin azúcar | course=drink no=sugar
plato fuerte con cordero | course=main
guarnición de patatas | course=side
segundo plato con pescado | course=main
aperitivo salado | course=starter
tentempié de chocolate | course=snack
salsa para la carne | course=sauce
bebida caliente | course=drink
curry tailandés picante con leche de coco | cuisine=thai spice>=1
tarta sin azúcar ni harina | no=sugar,flour
¿Tenéis algo vegano por menos de 10 euros? | vegan max=10
busco un plato principal vegetariano de hasta 13 € | course=main vegetarian max=13
hamburguesa sin queso por favor | without=milk
pasta que no lleve ajo | no=garlic
mi hijo tiene alergia a los frutos secos, ¿qué postres puede tomar? | without=nuts,peanuts course=dessert
desayuno para intolerantes a la lactosa | course=breakfast without=milk
no como cerdo | no=pork
no comemos carne ni pescado | vegetarian without=fish
sin gluten ni lactosa | gluten_free without=milk
tarta sin huevo y sin leche | without=eggs,milk
postre de chocolate sin nueces por menos de 7 | course=dessert without=nuts max=7
entrantes de 5 euros | course=starter max=5
menos de 10 pavos | max=10
principales de 12 a 16 euros | course=main min=12 max=16
cena para cuatro por menos de 60 euros | max=15
no más de 9 euros | max=9
bebidas de más de 6 euros | course=drink min=6
como mínimo 10 euros | min=10
el postre más barato | course=dessert
lo más picante que tengáis | spice>=2
curry tailandés muy picante | cuisine=thai spice>=2
comida vegana picante | vegan spice>=1
nada picante, es para una niña | spice<=0
pollo ligeramente picante | spice>=1
curry poco picante | spice<=1
comida japonesa o coreana | cuisine=japanese,korean
mezze libanés | cuisine=lebanese
repostería austriaca | cuisine=austrian
arroz persa | cuisine=persian
pasta italiana auténtica | cuisine=italian
comida tradicional alemana | cuisine=german
algo de Suecia | cuisine=swedish
postre danés | cuisine=danish course=dessert
dulces brasileños | cuisine=brazilian
cóctel cubano | cuisine=cuban course=drink
plato principal indio vegetariano por menos de 12 euros | course=main cuisine=indian vegetarian max=12
postre francés sin huevo | course=dessert cuisine=french without=eggs
comida china sin cacahuetes | cuisine=chinese without=peanuts
ensalada sin queso | without=milk
sopa libre de gluten | gluten_free
desayuno sin bacon | course=breakfast no=bacon
wraps sin pollo | no=chicken
un cóctel que no lleve ron | course=drink no=rum
curry sin coco | no=coconut
odio el cilantro | no=coriander
sin tomate, por favor | no=tomato
bebidas sin cafeína | course=drink no=caffeine
fideos sin soja | without=soybeans
pan sin trigo | without=gluten
nada con gambas | without=crustaceans
soy alérgica al huevo y a la leche | without=eggs,milk
no puedo comer marisco | without=crustaceans,molluscs
alergia al pescado | without=fish
sin mostaza ni apio | without=mustard,celery
platos sin lácteos por menos de 12,50 € | without=milk max=12.5
postres veganos baratos | vegan course=dessert
primer plato ligero sin carne | course=starter vegetarian
de segundo quiero pescado | course=main
acompañamiento para la carne | course=side
bebida refrescante sin alcohol | course=drink no=alcohol
pizza vegetariana por menos de 9 euros | vegetarian max=9
desayuno con huevos | course=breakfast
entre 5 y 8 euros | min=5 max=8
de 5 a 8 € | min=5 max=8
tacos sin picante ni cebolla | spice<=0 no=onion
curri sin frutos secos ni lácteos | without=nuts,peanuts,milk
apto para veganos | vegan
guiso picante de ternera | spice>=1
marisco por debajo de 18 euros | max=18
que no tenga gluten | gluten_free
sin maní | without=peanuts
comida halal | no=pork,alcohol
"""


@pytest.mark.parametrize(("text", "meant"), table(WISHES))
def test_a_spanish_wish_becomes_exactly_its_filters(text: str, meant: str) -> None:
    assert asked(understand(text)) == filters(meant)
