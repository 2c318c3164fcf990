"""What a menu lists where a guest names the whole kind: rum for alcohol, bacon for pork."""

from recommender.query.tokens import entries

_KINDS = """
alcohol: alcohol|rum|vodka|gin|tequila|whisky|whiskey|bourbon|brandy|cognac|wine|prosecco|cava|
    champagne|beer|cider|liqueur|amaretto|limoncello|cachaca|vermouth|sherry|port wine|marsala|
    kirsch|sake|mirin|curacao|cointreau|triple sec|lillet|aperol|campari|grappa|kahlua|ouzo|pisco|
    mezcal|schnapps|licor|ron|vino|cerveza|ginebra
pork: pork|bacon|ham|pancetta|guanciale|lardon|chorizo|prosciutto|salami|pepperoni|speck|jamon|
    serrano|lard|gelatin|cerdo|tocino|morcilla
beef: beef|veal|steak|ternera|oxtail
red meat: red meat|beef|veal|lamb|pork|venison|mutton
poultry: poultry|chicken|turkey|duck|goose
bean: bean|frijol|judia|alubia
mushroom: mushroom|shiitake|porcini|champignon|chanterelle|seta
chilli: chilli|chili|jalapeno|cayenne|sriracha|chile
caffeine: caffeine|coffee|espresso|black tea|green tea|matcha|cola
"""
_LISTED: dict[str, tuple[str, ...]] = {
    name: tuple(names.split("|")) for name, names in entries(_KINDS)
}


def listed_as(ingredient: str) -> tuple[str, ...]:
    """Return what a menu's ingredients may begin with where ``ingredient`` is in them.

    "Without alcohol" hides a dish that lists rum. The words are folded and singular.
    """
    return _LISTED.get(ingredient, (ingredient,))
