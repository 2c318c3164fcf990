"""Courses, as guests ask for them: "a starter", "de primero", "something to drink"."""

from recommender.dish import Course
from recommender.query.chips import Chip
from recommender.query.reading import meaning


def _course(course: Course) -> Chip:
    return meaning("course", course=[course])


_TAKE = "as|for|as_a|for_a|for_my|as_the|"
_PARA = "de|como|para|para_el|de_los|"

_PATTERNS: dict[Course, str] = {
    "starter": f"""
        {_TAKE} starter|starters|startet|apetizer|apetizers|apetiser|appetizer|appetizers|
            appetiser|appetisers|hors_doeuvre|hors_doeuvres|antipasto|antipasti
        {_TAKE} first|opening course|courses
        starter|appetizer|appetiser dish|dishes|course|courses|plate|plates
        something|anything|dish|dishes|| to start |with
        something|anything|| to begin with
        {_PARA} entrante|entrantes|entrada|entradas|entremes|entremeses|aperitivo|aperitivos
        plato|platos de entrada
        de|como|| primer|primeros plato|platos
        de primero|primeros|entrante
        primero|primeros
        algo|| para empezar|abrir_boca|comenzar
        """,
    "main": f"""
        {_TAKE} main|mains
        {_TAKE} main|principal course|courses|dish|dishes|plate|plates|meal|meals
        {_TAKE} entree|entrees
        {_TAKE} second course|courses
        {_PARA} plato|platos principal|principales|fuerte|fuertes|central|centrales|de_fondo
        {_PARA} principal|principales
        de|como|| segundo|segundos plato|platos
        de segundo|segundos
        segundo|segundos
        """,
    "side": f"""
        {_TAKE} side|sides
        {_TAKE} side dish|dishes|plate|order|orders|course
        something|anything on the side
        side salad|salads
        accompaniment|accompaniments
        {_PARA} guarnicion|guarniciones|acompanamiento|acompanamientos|acompanante|acompanantes
        plato|platos de guarnicion|acompanamiento
        algo|| para acompanar
        """,
    "dessert": f"""
        {_TAKE} dessert|desserts|desert|deserts|dessserts|desserst|desert_course|afters
        dessert course|dish|dishes
        for|as pudding|afters
        {_PARA} postre|postres|postrecito
        """,
    "drink": f"""
        {_TAKE} drink|drinks|beverage|beverages|refreshment|refreshments
        soft|hot|cold|warm|fizzy drink|drinks|beverage|beverages
        something|anything|| to drink
        {_PARA} bebida|bebidas|refresco|refrescos
        algo|| para|de beber|tomar_de_bebida
        """,
    "breakfast": f"""
        {_TAKE} breakfast|breakfasts|breakfast_dish|breakfast_dishes
        something|| to have for breakfast
        {_PARA} desayuno|desayunos|desayunar
        algo|| para desayunar|el_desayuno
        full|| english|irish|scottish breakfast
        """,
    "snack": f"""
        {_TAKE} snack|snacks
        something|anything|| to snack |on
        afternoon|movie|bar|salty snack|snacks
        {_PARA} tentempie|tentempies|snack|snacks|botana|botanas|picoteo|merienda|
            picar_entre_horas
        """,
    "sauce": """
        sauce|sauces for|to_go_with
        sauces|salsas
        salsa|salsas para|para_acompanar
        """,
}

COURSES: dict[str, Chip] = {names: _course(course) for course, names in _PATTERNS.items()}
_COCKTAIL = Chip("", "course", {"course": ["drink"]}, kept=True)
COURSES |= {
    """
    cocktail|cocktails|coctail|coctails|cocktel|coktail|mocktail|mocktails|coctel|cocteles|
        combinado|combinados|mocteles
    """: _COCKTAIL,
}
