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
"""


@pytest.mark.parametrize(("text", "meant"), table(WISHES))
def test_an_english_wish_becomes_exactly_its_filters(text: str, meant: str) -> None:
    assert asked(understand(text)) == filters(meant)
