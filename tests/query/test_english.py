"""What guests write in English, and the filters that they mean."""

import pytest
from shorthand import asked, filters, table

from recommender.query import understand

WISHES = """
a drink with rum | course=drink
starter with cheese | course=starter
breakfast with oats | course=breakfast
side dish with potatoes | course=side
cosy sunday breakfast | course=breakfast
not too spicy curry for my mother | spice<=1
light vegan lunch | vegan
a refreshing non-alcoholic drink | course=drink no=alcohol
party snacks for a crowd | course=snack
after dinner drink | course=drink
blue drink with ice | course=drink
side of orange fries | course=side
white creamy dessert in a jar | course=dessert
italian starter | cuisine=italian course=starter
thai food | cuisine=thai
something french | cuisine=french
spanish tapas | cuisine=spanish
typical swedish dish | cuisine=swedish
american breakfast | cuisine=american course=breakfast
greek or turkish starters | cuisine=greek,turkish course=starter
food from peru | cuisine=peruvian
chinese dumplings | cuisine=chinese
mexican snacks | cuisine=mexican course=snack
moroccan chicken | cuisine=moroccan
german main course with pork | cuisine=german course=main
british sunday roast | cuisine=british
vegan breakfast | vegan course=breakfast
vegetarian main without cheese | vegetarian course=main without=milk
gluten-free dessert | gluten_free course=dessert
plant-based burger | vegan
meat-free pasta | vegetarian
i'm coeliac, what can i have for breakfast | gluten_free course=breakfast
veggie starter | vegetarian course=starter
vegan and gluten free snack | vegan gluten_free course=snack
dairy-free ice cream | without=milk
vegetarian indian curry | vegetarian cuisine=indian
vegan cake for a birthday | vegan
lactose free dessert | without=milk course=dessert
dessert under 5 euros | course=dessert max=5
cocktails for less than 9 | course=drink max=9
main course between 10 and 15 euros | course=main min=10 max=15
cheap breakfast | course=breakfast
burger up to 12 € | max=12
something expensive over 18 euros | min=18
italian dinner for no more than 14 euros | cuisine=italian max=14
soup max 6€ | max=6
lunch for two under 25 euros | max=12.5
salad 5-8 euros | min=5 max=8
vegan main below €12.50 | vegan course=main max=12.5
a drink for 4 euros or less | course=drink max=4
steak, budget 20 euros | max=20
a snack for under a fiver | course=snack max=5
seafood at most fifteen euros | max=15
chocolate cake without nuts | without=nuts,peanuts
pasta without eggs | without=eggs
noodles with no peanuts | without=peanuts
curry but not spicy | spice<=0
burger without onions | no=onion
soup without cream | without=milk
cocktail without alcohol | course=drink no=alcohol
main dish without pork | course=main no=pork
salad without fish | without=fish
no shellfish, i'm allergic | without=crustaceans,molluscs
stir fry without soy sauce | without=soybeans
pizza no mushrooms | no=mushroom
dessert without gluten or dairy | course=dessert gluten_free without=milk
pancakes without milk and eggs | without=milk,eggs
sauce without mustard | without=mustard
salad without celery or mustard | without=celery,mustard
i can't eat sesame | without=sesame
snacks, nothing fried | course=snack
breakfast that doesn't contain nuts | course=breakfast without=nuts,peanuts
it must not contain nuts | without=nuts,peanuts
I have a peanut allergy | without=peanuts
no meat, nuts | vegetarian without=nuts,peanuts
fish 🚫 nuts | without=fish,nuts,peanuts
burger no onion + bacon | no=onion
chicken + dairy free | without=milk
nut + dairy free | without=nuts,peanuts,milk
no dairy/gluten | without=milk gluten_free
allergic to nuts + dairy | without=nuts,peanuts,milk
allergies: nuts milk eggs | without=nuts,peanuts,milk,eggs
alergic to penuts | without=peanuts
lactose intollerant | without=milk
nuts make me sick | without=nuts,peanuts
shellfish is off limits | without=crustaceans,molluscs
dairy doesn't agree with me | without=milk
stay away from nuts | without=nuts,peanuts
can't touch celery | without=celery
leave off the peanuts | without=peanuts
don't want anything containing nuts | without=nuts,peanuts
no 🥜 | without=nuts,peanuts
pescatarian options | no=poultry,pork,red_meat
don't want to spend more than 15 | max=15
spicy but not too spicy | spice>=1 spice<=1
no-churn ice cream |
seafood without question |
pasta without pine nuts | without=nuts no=pine_nut
it can't contain milk | without=milk
should not have peanuts | without=peanuts
neither eggs nor milk | without=eggs,milk
nothing containing fish | without=fish
nothing that contains dairy | without=milk
brazil nut allergy | without=nuts
no more celery | without=celery
not really into seafood | without=crustaceans,fish,molluscs
nondairy ice cream | without=milk
ethiopian injera | cuisine=ethiopian
vegan cheeseburger under 3 euros | vegan max=3
gluten free ramen | gluten_free
korean bbq | cuisine=korean
spicy noodles | spice>=1
extra hot chicken wings | spice>=2
mild curry | spice<=1
medium spicy soup | spice>=1
nothing spicy for the children please | spice<=0
mexican food, very spicy | cuisine=mexican spice>=2
food without chili | no=chilli
halal chicken | no=pork,alcohol
main with salmon under 20 without dairy | course=main max=20 without=milk
vegetarian japanese starter under 8 euros | vegetarian cuisine=japanese course=starter max=8
no egg, no milk, no problem | without=eggs,milk
what do you have for vegans? | vegan
is there any dessert without almonds | course=dessert without=nuts
sugar-free dessert | course=dessert no=sugar
something to drink with gin | course=drink
appetizer to share with cheese | course=starter
Do you have anything vegan that's under £10? | vegan max=10
looking for a hearty meat-free main, max 13 euros | vegetarian course=main max=13
can I get a burger w/o cheese | without=milk
pasta hold the garlic | no=garlic
my son has a nut allergy, which desserts are safe | without=nuts,peanuts course=dessert
lactose intolerant friendly breakfast | without=milk course=breakfast
I don't eat pork | no=pork
we don't eat meat or fish | vegetarian without=fish
no dairy no gluten | without=milk gluten_free
egg free and dairy free pancakes | without=eggs,milk
dairy- and egg-free cake | without=milk,eggs
nut free chocolate dessert below 7 | without=nuts,peanuts course=dessert max=7
starters around 5 euros | course=starter max=5
less than 10 bucks | max=10
mains from 12 to 16 euros | course=main min=12 max=16
10-12 euro pasta | min=10 max=12
dinner for four under 60 | max=15
not more than 9 euros | max=9
drinks over 6 euros | course=drink min=6
at least 10 euros | min=10
cheapest dessert | course=dessert
the spiciest thing you have | spice>=2
really spicy thai curry | spice>=2 cuisine=thai
food with a kick | spice>=1
spicy vegan food | spice>=1 vegan
not spicy at all | spice<=0
no heat please | spice<=0
slightly spicy chicken | spice>=1
curry, not too hot | spice<=1
fiery noodles | spice>=2
Japanese or Korean food | cuisine=japanese,korean
lebanese mezze | cuisine=lebanese
austrian pastry | cuisine=austrian
persian rice | cuisine=persian
authentic italian pasta | cuisine=italian
traditional german food | cuisine=german
anything from Sweden? | cuisine=swedish
danish dessert | cuisine=danish course=dessert
brazilian sweets | cuisine=brazilian
cuban cocktail | cuisine=cuban course=drink
swiss potatoes | cuisine=swiss
hungarian stew | cuisine=hungarian
indian vegetarian main under 12 euros | cuisine=indian vegetarian course=main max=12
french dessert without eggs | cuisine=french course=dessert without=eggs
chinese food no peanuts | cuisine=chinese without=peanuts
salad with no cheese | without=milk
cake but not with nuts | without=nuts,peanuts
soup without celery | without=celery
breakfast without bacon | course=breakfast no=bacon
wraps without chicken | no=chicken
a burger that isn't beef | no=beef
a cocktail, no rum | course=drink no=rum
dessert but no chocolate | course=dessert no=chocolate
curry without coconut | no=coconut
i hate coriander | no=coriander
no tomatoes please | no=tomato
free of sulphites | without=sulphites
drinks without caffeine | course=drink no=caffeine
noodles without soy | without=soybeans
anything without wheat | without=gluten
no red meat | no=red_meat
nothing with shrimp | without=crustaceans
avoid seafood | without=fish,crustaceans,molluscs
i am allergic to eggs and milk | without=eggs,milk
fish free | without=fish
lupin free bread | without=lupin
curry without coconut and with chicken | no=coconut
no nuts, extra cheese | without=nuts,peanuts
no nuts and spicy please | without=nuts,peanuts spice>=1
salad without onions, tomatoes, cucumber | no=onion,tomato,cucumber
no onions, chicken | no=onion
i'm allergic to garlic, nuts | no=garlic without=nuts,peanuts
egg free, dairy free, under 10 | without=eggs,milk max=10
dairy/egg free | without=milk,eggs
burger no onions no tomato no mayo | no=onion,tomato,mayonnaise
gluten free & dairy free | gluten_free without=milk
Hi! I'd love a vegan dessert, please. | vegan course=dessert
WHAT CAN A CELIAC EAT HERE | gluten_free
we're two vegetarians looking for mains | vegetarian course=main
kids menu, nothing spicy, no nuts | spice<=0 without=nuts,peanuts
is the tiramisu egg free? | without=eggs
dessert that's not too sweet | course=dessert
side salad under 5 | course=side max=5
beef main 15-20€ | course=main min=15 max=20
cocktails up to 10 euro | course=drink max=10
no more than 15 euros per person | max=15
we have 40 euros for two | max=20
budget of 12 euros | max=12
max price 8 | max=8
price below 7.50 | max=7.5
under €5 | max=5
cheaper than 6 euros | max=6
< 10 euros | max=10
mains <= 12 | course=main max=12
20 euros max, fish or seafood | max=20
something between five and eight euros | min=5 max=8
between €8 and €11 | min=8 max=11
€10-€15 | min=10 max=15
between $10-$15 | min=10 max=15
starters from 4 to 6 euros | course=starter min=4 max=6
luxury dish, more than 18 euros | min=18
pasta for less than ten euros, vegetarian please | max=10 vegetarian
food without garlic and onion | no=garlic,onion
non-dairy dessert | without=milk course=dessert
non alcoholic cocktail | no=alcohol course=drink
alcohol free drink with fruit | no=alcohol course=drink
mocktails | course=drink
dessert with no nuts whatsoever | course=dessert without=nuts,peanuts
does not contain gluten | gluten_free
made without butter | without=milk
no eggs, no dairy | without=eggs,milk
vegan, gluten-free, under 10 euros | vegan gluten_free max=10
soup without meat | vegetarian
soup without any meat or dairy | vegetarian without=milk
no mayo | no=mayonnaise
lasagne without béchamel | without=milk
salad without anchovies | without=fish
sushi without raw fish | without=fish
ramen without pork | no=pork
curry without cashews | without=nuts
dish without mushrooms or olives | no=mushroom,olive
pizza but hold the olives | no=olive
a dessert without alcohol | course=dessert no=alcohol
non-spicy indian | spice<=0 cuisine=indian
mild indian curry | spice<=1 cuisine=indian
hottest curry | spice>=2
as spicy as possible | spice>=2
super spicy wings | spice>=2
extremely hot salsa | spice>=2
a little spicy | spice>=1
spicy main course | spice>=1 course=main
spicy but vegetarian | spice>=1 vegetarian
curry without spice | spice<=0
Vietnamese noodle soup | cuisine=vietnamese
portuguese dessert | cuisine=portuguese course=dessert
ukrainian food | cuisine=ukrainian
an israeli breakfast | cuisine=israeli course=breakfast
italian cuisine | cuisine=italian
dishes from Romania | cuisine=romanian
from the USA | cuisine=american
english breakfast | course=breakfast
sauces | course=sauce
dip or sauce for fries | course=sauce
appetisers | course=starter
first course with fish | course=starter
mains with duck | course=main
what's for breakfast | course=breakfast
sweet breakfast without eggs | course=breakfast without=eggs
savoury snack | course=snack
beverage with coffee | course=drink
hot drink with cinnamon | course=drink
cold non alcoholic beverage | course=drink no=alcohol
eggless pancakes | without=eggs
max. 12 euros | max=12
maximum price of 10 euros | max=10
at 9 euros or under | max=9
choclate desert | course=dessert
vegitarian lasagna | vegetarian
pasta, easy on the spice | spice<=1
for 5 to 8 euros | min=5 max=8
gimme something vegan and cheap | vegan
any gf desserts? | gluten_free course=dessert
nothing with dairy in it | without=milk
I'm lactose intolerant | without=milk
we can't do shellfish | without=crustaceans,molluscs
pasta sans cheese | without=milk
allergic: eggs, peanuts | without=eggs,peanuts
no onion no garlic vegetarian curry | no=onion,garlic vegetarian
brownie (no nuts) | without=nuts,peanuts
pizza [vegan] | vegan
dinner under 15 with no fish | max=15 without=fish
soup <7€ | max=7
pasta 8€-10€ | min=8 max=10
12 euro max main | max=12 course=main
something around ten euros | max=10
2 people 40 euros total | max=20
main + dessert under 20 | course=main,dessert max=20
starter and main without gluten | course=starter,main gluten_free
thai-style soup | cuisine=thai
italian-inspired salad | cuisine=italian
sushi, japanese only | cuisine=japanese
a proper german breakfast | cuisine=german course=breakfast
chicken without skin | no=skin
smoothie without banana | no=banana
smoothie with no added sugar | no=sugar
pancakes without flour | no=flour
a coffee without milk | without=milk
hot wings | spice>=1
not spicy please, for my grandma | spice<=0
low spice indian dish | spice<=1 cuisine=indian
sweet but dairy free | without=milk
egg-free mayo | without=eggs
vegan mayo | vegan
kid friendly main without chilli | course=main no=chilli
side of veg | course=side
any sides with cheese? | course=side
tequila drinks | course=drink
drinks for kids | course=drink
breakfast under a tenner for two | course=breakfast max=5
spicy vegetarian starter below eight euros without nuts | spice>=1 vegetarian course=starter max=8 without=nuts,peanuts
crustacean free paella | without=crustaceans
without egg or sesame or soy | without=eggs,sesame,soybeans
anything without dairy for breakfast? | without=milk course=breakfast
which mains are vegan? | course=main vegan
show me vegetarian desserts below 6 euro | vegetarian course=dessert max=6
I want a spicy soup with no meat | spice>=1 vegetarian
something crunchy without peanuts | without=peanuts
double cheeseburger no pickles | no=pickle
a bite to eat under five euros | max=5
6 euros or less | max=6
10€+ | min=10
no more than 7.5 | max=7.5
not over 11 euros | max=11
prices between 10 and 14 | min=10 max=14
8 to 10 euros | min=8 max=10
above 15 euros | min=15
mid-range main 10 to 13 euro | course=main min=10 max=13
coffee under 3€ | max=3
pizza for 8 euros | max=8
hearty german stew without pork | cuisine=german no=pork
russian dessert | cuisine=russian course=dessert
serbian or hungarian main | cuisine=serbian,hungarian course=main
finnish breakfast | cuisine=finnish course=breakfast
something japanese but vegetarian | cuisine=japanese vegetarian
mexican without beans | cuisine=mexican no=bean
thai curry extra spicy | cuisine=thai spice>=2
indian food that isn't spicy | cuisine=indian spice<=0
vegan indian | vegan cuisine=indian
turkish drink | cuisine=turkish course=drink
french classics | cuisine=french
an american classic with bacon | cuisine=american
canadian poutine | cuisine=canadian
peruvian ceviche | cuisine=peruvian
ice cream without eggs | without=eggs
chicken without skin or bones | no=skin
a creamy pasta but without cream | without=milk
burger without bread | no=bread
fish but no shellfish | without=crustaceans,molluscs
risotto without mushrooms | no=mushroom
risotto without wine | no=wine
dessert without fruit | course=dessert no=fruit
dessert without cinnamon | course=dessert no=cinnamon
cake, no raisins | no=raisin
curry, no coconut milk | no=coconut
salad without vinegar | no=vinegar
stew without beef | no=beef
pasta without bacon or ham | no=bacon,ham
no chicken, no beef | no=chicken,beef
meatballs without pork | no=pork
something warm without dairy | without=milk
a drink without milk or sugar | course=drink without=milk no=sugar
breakfast without gluten and eggs | course=breakfast gluten_free without=eggs
light snack | course=snack
midnight snack | course=snack
fancy dessert for an anniversary | course=dessert
boozy cocktail | course=drink
warming drink | course=drink
family breakfast | course=breakfast
summery starter | course=starter
side for grilled meat | course=side
main that looks like a flower | course=main
"""


@pytest.mark.parametrize(("text", "meant"), table(WISHES))
def test_an_english_wish_becomes_exactly_its_filters(text: str, meant: str) -> None:
    assert asked(understand(text)) == filters(meant)
