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
pasta sin gluten y con pollo | gluten_free
sin cebolla, tomate ni pepino | no=onion,tomato,cucumber
sin gluten, sin lactosa y sin huevo | gluten_free without=milk,eggs
alérgico a: gambas, huevo | without=crustaceans,eggs
Hola, quisiera un postre vegano, por favor | vegan course=dessert
¿QUÉ PUEDE COMER UN CELÍACO? | gluten_free
somos dos vegetarianos buscando plato principal | vegetarian course=main
menú infantil, nada picante y sin frutos secos | spice<=0 without=nuts,peanuts
postre que no sea muy dulce | course=dessert
guarnición por menos de 5 | course=side max=5
principal de ternera 15-20 € | course=main min=15 max=20
cócteles hasta 10 euros | course=drink max=10
no más de 15 euros por persona | max=15
tenemos 40 euros para dos | max=20
presupuesto de 12 euros | max=12
precio máximo 8 euros | max=8
que cueste menos de 7,50 | max=7.5
que no cueste más de 9 euros | max=9
que no supere los 10 euros | max=10
por debajo de 6 euros | max=6
20 euros máximo, pescado o marisco | max=20
algo entre cinco y ocho euros | min=5 max=8
entrantes de 4 a 6 euros | course=starter min=4 max=6
plato de lujo, más de 18 euros | min=18
pasta por menos de diez euros | max=10
comida sin ajo ni cebolla | no=garlic,onion
cóctel sin ron | no=rum course=drink
bebida con alcohol | course=drink
postre sin nada de frutos secos | course=dessert without=nuts,peanuts
que no contenga gluten | gluten_free
no puede llevar frutos secos | without=nuts,peanuts
tengo una alergia grave a las nueces | without=nuts
me sienta mal la leche | without=milk
el marisco me da alergia | without=crustaceans,molluscs
no quiero que lleve nueces | without=nuts
quítale el queso | without=milk
sin huebo | without=eggs
no quiero gastar más de 15 | max=15
que no deba contener leche | without=milk
nada que contenga huevo | without=eggs
postre, frutos secos no | course=dessert without=nuts,peanuts
pesto sin piñones | without=nuts no=pine_nut
hecho sin mantequilla | without=milk
sin huevos ni lácteos | without=eggs,milk
vegano, sin gluten y por menos de 10 euros | vegan gluten_free max=10
sopa sin carne | vegetarian
sin mayonesa | no=mayonnaise
ensalada sin anchoas | without=fish
ramen sin cerdo | no=pork
curry sin anacardos | without=nuts
plato sin setas ni aceitunas | no=mushroom,olive
pizza sin aceitunas | no=olive
comida india sin picante | cuisine=indian spice<=0
curry indio suave | cuisine=indian
el curry más picante | spice>=2
alitas súper picantes | spice>=2
un poco picante | spice>=1
plato principal picante | spice>=1 course=main
picante pero vegetariano | spice>=1 vegetarian
sopa vietnamita | cuisine=vietnamese
postre portugués | cuisine=portuguese course=dessert
comida ucraniana | cuisine=ukrainian
desayuno israelí | cuisine=israeli course=breakfast
cocina italiana | cuisine=italian
platos de Rumanía | cuisine=romanian
cerveza alemana | cuisine=german
salsas | course=sauce
una salsa para patatas | course=sauce
primeros | course=starter
primer plato con pescado | course=starter
segundos de carne | course=main
qué hay para desayunar | course=breakfast
desayuno dulce sin huevo | course=breakfast without=eggs
snack salado | course=snack
refresco frío | course=drink
bebida caliente con canela | course=drink
bebida fría sin alcohol | course=drink no=alcohol
carne argentina | cuisine=argentinian
arroz chino | cuisine=chinese
tarta de chocolate sin nueces | without=nuts
galletas sin mantequilla ni azúcar | without=milk no=sugar
bocadillo sin tomate | no=tomato
tortilla sin cebolla | no=onion
salsa sin mostaza | without=mustard
desayuno por 6 euros | course=breakfast max=6
pizza barata por menos de 9 euros | max=9
postres por menos de cinco euros sin gluten | course=dessert max=5 gluten_free
hamburguesa de menos de 12 € sin queso | max=12 without=milk
plato vegetariano picante | vegetarian spice>=1
fideos japoneses | cuisine=japanese
platos con marisco por debajo de 15 euros | max=15
máx. 10 € | max=10
que no llegue a 10 euros | max=10
una salsa picante | spice>=1
con un toque picante | spice>=1
algo que pique | spice>=1
de entre 8 y 12 euros | min=8 max=12
precio tope 10 euros | max=10
algo sin tacc | gluten_free
opciones sin lactosa | without=milk
pizza sin queso ni aceitunas ni cebolla | without=milk no=olive,onion
menú vegetariano por menos de 15 | vegetarian max=15
hamburguesa doble sin pan | no=bread
comida peruana picante | cuisine=peruvian spice>=1
postre rico y barato | course=dessert
plato sin ajo y sin cebolla | no=garlic,onion
para dos personas menos de 40 euros | max=20
2 personas 40 euros | max=20
entre 8€ y 12€ | min=8 max=12
menos de 8'50 € | max=8.5
no quiero nada picante | spice<=0
no me gusta el cilantro | no=coriander
que no tenga ni huevo ni leche | without=eggs,milk
nada de carne | vegetarian
no como gluten | gluten_free
mariscos no, soy alérgico | without=crustaceans,molluscs
sin pescado y picante | without=fish spice>=1
cóctel con ron por menos de 9 euros | course=drink max=9
bebidas sin azúcar ni alcohol | course=drink no=sugar,alcohol
un snack saladito | course=snack
alguna salsa para mojar pan | course=sauce
cocina casera española | cuisine=spanish
algo de la India | cuisine=indian
sabores de México | cuisine=mexican
desayuno inglés | course=breakfast cuisine=british
café sin leche | without=milk
postre sin chocolate | course=dessert no=chocolate
picante no, por favor | spice<=0
muy picante y con pollo | spice>=2
lo más picante | spice>=2
pollo que no sea picante | spice<=0
bajo en picante | spice<=1
tarta apta para veganos y celíacos | vegan gluten_free
tortitas de avena sin plátano | no=banana
sin trazas de frutos secos | without=nuts,peanuts
alergia: marisco | without=crustaceans,molluscs
¿qué principales son veganos? | course=main vegan
sopa picante sin carne | spice>=1 vegetarian
algo crujiente sin cacahuetes | without=peanuts
6 euros o menos | max=6
de 8 a 10 euros | min=8 max=10
más de 15 euros | min=15
pizza por 8 euros | max=8
guiso alemán sin cerdo | cuisine=german no=pork
postre ruso | cuisine=russian course=dessert
principal serbio o húngaro | cuisine=serbian,hungarian course=main
comida mexicana sin frijoles | cuisine=mexican no=bean
comida india que no pique | cuisine=indian spice<=0
bebida turca | cuisine=turkish course=drink
clásicos franceses | cuisine=french
ceviche peruano | cuisine=peruvian
helado sin huevo | without=eggs
pasta cremosa pero sin nata | without=milk
pescado pero sin marisco | without=crustaceans,molluscs
risotto sin vino | no=wine
postre sin canela | course=dessert no=cinnamon
bizcocho sin pasas | no=raisin
guiso sin ternera | no=beef
pasta sin bacon ni jamón | no=bacon,ham
ni pollo ni ternera | no=chicken,beef
desayuno sin gluten ni huevo | course=breakfast gluten_free without=eggs
tentempié ligero | course=snack
cóctel fuerte | course=drink
bebida para entrar en calor | course=drink
desayuno en familia | course=breakfast
entrante fresco de verano | course=starter
guarnición para carne a la parrilla | course=side
bebida rosa en una copa | course=drink
cóctel verde | course=drink
postre con azúcar glas por encima | course=dessert
pollo sin leche ni nata | without=milk
galletas sin huevo por menos de 4 euros | without=eggs max=4
plato principal mexicano | course=main cuisine=mexican
fideos chinos | cuisine=chinese
empanadillas rusas | cuisine=russian
postre típico alemán | course=dessert cuisine=german
cerdo a la china | cuisine=chinese
pescado a la española | cuisine=spanish
"""


@pytest.mark.parametrize(("text", "meant"), table(WISHES))
def test_a_spanish_wish_becomes_exactly_its_filters(text: str, meant: str) -> None:
    assert asked(understand(text)) == filters(meant)
