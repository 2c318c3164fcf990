"""The words of menu files, English and Spanish, as people write them; compared folded."""
# ruff: noqa: RUF001 - quotation marks and dashes are part of the subject

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from recommender.because import Because
from recommender.dish import Allergen, Course, fold

T = TypeVar("T")


def _by_word(lists: Mapping[T, str]) -> Mapping[str, T]:
    return MappingProxyType(
        {fold(word): meaning for meaning, words in lists.items() for word in words.split(",")}
    )


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Only words with one meaning for everybody. "Entree" is a main course in America and none in
# England, "soup" may be any course: such words are left to a person.
COURSE_WORDS: Mapping[str, Course] = _by_word(
    {
        "starter": "starter,starters,appetizer,appetizers,appetiser,appetisers,first course,"
        "first courses,tapa,tapas,entrante,entrantes,entrada,entradas,primero,primeros,"
        "primer plato,primeros platos",
        "main": "main,mains,main course,main courses,main dish,main dishes,principal,principales,"
        "plato principal,platos principales,plato fuerte,platos fuertes,segundo,segundos,"
        "segundo plato,segundos platos",
        "side": "side,sides,side dish,side dishes,guarnición,guarniciones,acompañamiento,"
        "acompañamientos",
        "dessert": "dessert,desserts,postre,postres",
        "drink": "drink,drinks,beverage,beverages,soft drinks,wine,wines,beer,beers,cocktail,"
        "cocktails,bebida,bebidas,refresco,refrescos,vino,vinos,cerveza,cervezas,cóctel,cócteles",
        "breakfast": "breakfast,breakfasts,desayuno,desayunos",
        "snack": "snack,snacks,picoteo,merienda,meriendas",
        "sauce": "sauce,sauces,salsa,salsas",
    }
)
ALLERGEN_WORDS: Mapping[str, Allergen] = _by_word(
    {
        "gluten": "gluten,cereals containing gluten,cereals with gluten,wheat,rye,barley,oats,"
        "spelt,kamut,cereales con gluten,cereales que contienen gluten,trigo,centeno,cebada,avena,"
        "espelta",
        "crustaceans": "crustaceans,crustacean,prawn,prawns,shrimp,shrimps,crab,lobster,crayfish,"
        "crustáceos,crustáceo,gamba,gambas,langostino,langostinos,cangrejo,langosta,bogavante,"
        "cigala,cigalas,crustáceos y productos a base de crustáceos",
        "eggs": "eggs,egg,huevo,huevos,huevos y productos a base de huevo",
        "fish": "fish,pescado,pescados,pescado y productos a base de pescado",
        "peanuts": "peanuts,peanut,groundnuts,groundnut,cacahuete,cacahuetes,cacahuate,cacahuates,"
        "maní,cacahuetes y productos a base de cacahuetes",
        "soybeans": "soybeans,soybean,soy,soya,soja,soja y productos a base de soja",
        "milk": "milk,dairy,lactose,leche,lácteo,lácteos,lactosa,productos lácteos,"
        "leche y derivados,leche y sus derivados,milk products",
        "nuts": "nuts,tree nuts,tree nut,almond,almonds,hazelnut,hazelnuts,walnut,walnuts,cashew,"
        "cashews,pecan,pecans,brazil nuts,pistachio,pistachios,macadamia,macadamias,"
        "frutos de cáscara,fruto de cáscara,almendra,almendras,avellana,avellanas,nuez,nueces,"
        "anacardo,anacardos,pacana,pacanas,pistacho,pistachos,nueces de brasil",
        "celery": "celery,apio,apio y productos derivados",
        "mustard": "mustard,mostaza,mostaza y productos derivados",
        "sesame": "sesame,sesame seeds,sésamo,granos de sésamo,semillas de sésamo,ajonjolí",
        "sulphites": "sulphites,sulphite,sulfites,sulfite,sulphur dioxide,sulfur dioxide,"
        "sulphur dioxide and sulphites,sulfur dioxide and sulfites,sulfitos,sulfito,"
        "dióxido de azufre,dióxido de azufre y sulfitos,anhídrido sulfuroso y sulfitos",
        "lupin": "lupin,lupins,lupine,altramuz,altramuces",
        "molluscs": "molluscs,mollusc,mollusks,mollusk,mussel,mussels,clam,clams,oyster,oysters,"
        "squid,octopus,moluscos,molusco,mejillón,mejillones,almeja,almejas,ostra,ostras,calamar,"
        "calamares,pulpo,moluscos y productos a base de moluscos",
    }
)
DECLARED_FREE = frozenset(
    map(fold, ("none", "no allergens", "ninguno", "ninguna", "sin alérgenos", "sin alergenos"))
)
# Words that a guest's health must not hang on.
UNCLEAR_ALLERGENS: Mapping[str, Because] = _by_word(
    {
        Because(
            "may or may not leave out peanuts; write nuts, peanuts or both"
        ): "frutos secos,fruto seco",
        Because("may be crustaceans, molluscs or both; write which"): "shellfish,marisco,mariscos",
        Because("may be fish, crustaceans or molluscs; write which"): "seafood,pescado y marisco,"
        "pescados y mariscos",
        Because(
            "says neither which nor none; write none, or leave the cell blank"
        ): "-,--,–,—,/,?,??,n/a,na,no,yes,sí,x,0,false,true,falso,verdadero,nada,null,nil",
    }
)
YES_NO: Mapping[str, bool] = _by_word(
    {
        True: "yes,y,true,t,1,on,x,✓,✔,✔️,☑,☑️,✅,sí,si,s,verdadero,cierto,ja,oui,wahr,vrai",
        False: "no,n,false,f,0,off,✗,✘,✖,✖️,❌,☐,falso,nein,non,falsch,faux",
    }
)
# What people write in the column of a diet instead of yes.
DIET_YES: Mapping[str, frozenset[str]] = {
    "vegetarian": frozenset({"v", "vg", "veg", "vegetarian", "vegetariano", "vegetariana"}),
    "vegan": frozenset({"vegan", "vegano", "vegana"}),
    "gluten_free": frozenset({"gf", "sg", "gluten free", "gluten-free", "sin gluten"}),
}
# What people write in one column for all diets.
DIET_MARKS: Mapping[str, str] = _by_word(
    {
        "vegetarian": "v,veg,veggie,vegetarian,vegetariano,vegetariana",
        "vegan": "vgn,vegan,vegano,vegana",
        "gluten_free": "gf,sg,gluten-free,sin-gluten",
    }
)
SPICE_WORDS: Mapping[str, int] = _by_word(
    {
        0: "none,no,not spicy,no picante,sin picante,nada,nada picante",
        1: "mild,low,slightly spicy,suave,poco,poco picante,ligeramente picante",
        2: "medium,moderate,medio,media,moderado,medio picante",
        3: "hot,very hot,very spicy,extra hot,picante,muy picante,fuerte",
    }
)
CURRENCY_WORDS: Mapping[str, str] = _by_word(
    {
        "EUR": "€,euro,euros",
        "GBP": "£",
        "USD": "us$,u$s,$us,usd$",
        "MXN": "mx$,mex$",
        "CAD": "ca$,can$",
        "AUD": "au$",
        "BRL": "r$",
        "INR": "₹",
        "KRW": "₩",
        "TRY": "₺",
        "UAH": "₴",
        "ILS": "₪",
        "THB": "฿",
        "VND": "₫",
        "PHP": "₱",
        "NGN": "₦",
        "PYG": "₲",
        "CRC": "₡",
        "PLN": "zł",
        "CZK": "kč",
        "PEN": "s/",
    }
)
CURRENCY_CODES = _codes(
    "AED ARS AUD BGN BOB BRL CAD CHF CLP CNY COP CRC CZK DKK DOP EGP EUR GBP GTQ HKD HNL HUF IDR "
    "ILS INR ISK JPY KRW MAD MXN MYR NGN NIO NOK NZD PAB PEN PHP PLN PYG RON RSD SAR SEK SGD THB "
    "TRY TWD UAH USD UYU VES VND ZAR"
)
SHARED_SIGNS: Mapping[str, frozenset[str]] = {
    "$": _codes("USD MXN ARS CLP COP CAD AUD NZD HKD SGD UYU DOP TWD BRL BOB NIO CRC PAB"),
    "¥": frozenset({"JPY", "CNY"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
}
SPREADSHEET_ERRORS = _codes(
    "#N/A #NA #N/D #REF! #¡REF! #VALUE! #¡VALOR! #DIV/0! #¡DIV/0! #NAME? #¿NOMBRE? #NULL! #¡NULO! "
    "#NUM! #¡NUM! #SPILL! #CALC! #GETTING_DATA #BLOCKED! #FIELD! #CONNECT!"
)
