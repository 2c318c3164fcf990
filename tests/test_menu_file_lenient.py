"""Menu files as restaurants have them: every program, two languages, and no guessing."""
# ruff: noqa: RUF001 - quotation marks and dashes of real menus

from typing import Any

import pytest
from kit import dish

from recommender.config import DEMO_MENU
from recommender.dish import ALLERGENS, Dish
from recommender.errors import UnclearColumns
from recommender.menu_file import MenuFile, look_into, propose_mapping, read_menu_file


def read(text: str, **options: Any) -> MenuFile:
    return read_menu_file(text.encode(), **options)


def told(menu: MenuFile) -> list[str]:
    return [f"Row {row.number}: {problem}" for row in menu.rows for problem in row.problems]


def dishes(menu: MenuFile) -> list[Dish | None]:
    return [row.dish for row in menu.rows]


MENU = [
    dish("Jalapeños rellenos", price=8.5, description="Chiles, queso"),
    dish("Crema de calabacín", price=12.0),
]
LINES = [
    ["nombre", "descripción", "precio"],
    ["Jalapeños rellenos", "Chiles, queso", "8,50"],
    ["Crema de calabacín", "", "12,00"],
]


def joined(delimiter: str, *, line_end: str = "\n") -> str:
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in line] for line in LINES]
    return "".join(delimiter.join(line) + line_end for line in quoted)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_and_unicode_form_reads_alike(delimiter: str, encoding: str) -> None:
    menu = read_menu_file(joined(delimiter).encode(encoding))
    assert dishes(menu) == MENU
    assert menu.layout.delimiter == delimiter


@pytest.mark.parametrize("encoding", ["utf-32", "cp1252", "latin-1", "mac-roman", "cp850"])
def test_old_encodings_are_told_from_each_other(encoding: str) -> None:
    assert dishes(read_menu_file(joined(";").encode(encoding))) == MENU


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Chef’s salad – “the best”;9 €"),
        ("cp1252", "Crème brûlée à la maison;6,50 €"),
        ("cp1252", "Açaí com maçã;7"),
        ("cp1252", "Rösti mit Käse;11"),
        ("mac-roman", "Chef’s salad – “the best”;9 €"),
        ("mac-roman", "¡Ñoquis al limón!;9"),
        ("mac-roman", "Quesadilla de maíz;5"),
        ("iso8859-15", "Œufs cocotte;9 €"),
        ("cp850", "Piña asada con limón;5"),
    ],
)
def test_one_short_row_is_enough_to_tell_an_encoding(encoding: str, text: str) -> None:
    name = text.split(";", maxsplit=1)[0]
    menu = read_menu_file(f"name;price\n{text}\n".encode(encoding))
    assert [row.dish and row.dish.name for row in menu.rows] == [name]
    assert menu.layout.encoding == encoding


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_reads_alike(line_end: str) -> None:
    assert dishes(read(joined(";", line_end=line_end))) == MENU


def test_the_line_by_which_excel_is_told_the_delimiter_is_no_row() -> None:
    menu = read("sep=;\r\nname;price\r\nTea, green;2\r\n;3\r\n")
    assert dishes(menu)[0] == dish("Tea, green", price=2)
    assert told(menu) == ["Row 4: name is missing."]


def test_title_lines_above_the_header_are_passed_over_and_rows_keep_their_numbers() -> None:
    menu = read("La Taberna;;\nCarta de verano 2026;;\n;;\nPlato;Precio;\nTé;2;\nSopa;mucho;\n")
    assert dishes(menu) == [dish("Té", price=2), None]
    assert told(menu) == ['Row 6: price "mucho" is not a price such as 12.50.']
    assert menu.layout.header_row == 4


def test_blank_lines_and_lines_of_blanks_are_no_rows() -> None:
    assert dishes(read("name;price\n\nTea;2\n ; \n\t;\u00a0\n;;\n")) == [dish("Tea", price=2)]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("NOMBRE", "name"),
        ("Plato", "name"),
        ("nombre_del_plato", "name"),
        ("Dish name", "name"),
        ("Item", "name"),
        ("Name (EN)", "name"),
        ("Producto", "name"),
        ("Descripción", "description"),
        ("descripcion:", "description"),
        ("Precio (€)", "price"),
        ("Precio €", "price"),
        ("PRECIO EUR", "price"),
        ("Precio en euros", "price"),
        ("PVP", "price"),
        ("Price [USD]", "price"),
        ("Moneda", "currency"),
        ("Alérgenos", "allergens"),
        ("ALERGENOS", "allergens"),
        ("Sin gluten", "gluten_free"),
        ("gluten-free", "gluten_free"),
        ("Gluten free?", "gluten_free"),
        ("Apto para celíacos", "gluten_free"),
        ("Vegano (sí/no)", "vegan"),
        ("Vegetariana", "vegetarian"),
        ("Categoría", "course"),
        ("Tipo de plato", "course"),
        ("Section", "course"),
        ("Cocina", "cuisine"),
        ("Picante", "spice"),
        ("Spice level", "spice"),
        ("Ingredientes", "ingredients"),
        ("Foto", "photo"),
        ("Imagen", "photo"),
        ("Disponible", "available"),
        ("ID", "id"),
        ("Dieta", "diets"),
    ],
)
def test_headers_are_known_in_english_and_spanish(header: str, column: str) -> None:
    found = propose_mapping([header])[header]
    assert (found.column, found.confidence >= 0.9) == (column, True)


@pytest.mark.parametrize(
    "header",
    [
        "Gluten",
        "Contiene gluten",
        "Trazas de alérgenos",
        "Alérgenos (trazas)",
        "May contain allergens",
        "Sin alérgenos",
        "No vegano",
        "Vegano o vegetariano",
        "Alergenosos",
        "Not gluten free",
        "Veganos contentos",
    ],
)
def test_a_header_that_is_nearly_about_diets_or_allergens_is_never_taken_for_it(
    header: str,
) -> None:
    assert propose_mapping([header])[header].column is None


@pytest.mark.parametrize(
    ("header", "column"),
    [("Decription", "description"), ("Precio terraza", "price"), ("Nombre comercial", "name")],
)
def test_a_header_that_may_mean_a_column_is_proposed_but_not_used_unasked(
    header: str, column: str
) -> None:
    assert propose_mapping([header])[header].column == column
    menu = read(f"name,price,{header}\nTea,2,x\n")
    assert menu.unused == (header,)


def test_a_category_is_a_course_only_where_it_holds_courses() -> None:
    courses = read("plato;categoría;precio\nFlan;Postres;4\nTé;Bebidas;2\n")
    assert [row.dish and row.dish.course for row in courses.rows] == ["dessert", "drink"]
    pizzas = read("plato;categoría;precio\nMargarita;Pizzas;9\nCuatro quesos;Pizzas;11\n")
    assert [row.dish and row.dish.course for row in pizzas.rows] == ["", ""]
    assert pizzas.unused == ("categoría",)


SPANISH_TOO = pytest.mark.skipif("name_es" not in Dish.model_fields, reason="one language only")


@SPANISH_TOO
@pytest.mark.parametrize(
    "header",
    [
        "name,nombre,descripción,description",
        "Name (EN),Nombre (ES),Descripción ES,Description",
        "name,name_es,description_es,description",
        "Name,Nombre en español,Descripción (castellano),Description (English)",
    ],
)
def test_a_menu_in_two_languages_keeps_both(header: str) -> None:
    menu = read(f"{header},price\nSoup,Sopa,Caliente,Hot,9\n")
    assert dishes(menu) == [
        dish("Soup", name_es="Sopa", description_es="Caliente", description="Hot", price=9)
    ]


@pytest.mark.parametrize("header", ["Nombre (ES)", "Nombre en español", "NOMBRE"])
def test_a_menu_in_spanish_alone_has_its_names(header: str) -> None:
    assert dishes(read(f"{header};precio\nSopa;9\n")) == [dish("Sopa", price=9)]


def test_a_person_can_say_which_column_is_which() -> None:
    text = "Título;Coste;Notas\nSopa;9;del día\n"
    with pytest.raises(UnclearColumns) as raised:
        read(text)
    assert str(raised.value) == (
        "the menu cannot be read as a menu: the column name and the column price is missing; "
        'its columns are "Título", "Coste", "Notas".'
    )
    mapping = {"Título": "name", "Coste": "price", "Notas": "description"}
    menu = read(text, mapping=mapping)
    assert dishes(menu) == [dish("Sopa", price=9, description="del día")]
    assert menu.headers == {"name": "Título", "price": "Coste", "description": "Notas"}


def test_a_person_can_leave_a_column_out() -> None:
    text = "name,price,vegan\nSoup,9,perhaps\n"
    assert told(read(text)) == ['Row 2: vegan "perhaps" is neither yes nor no.']
    mapping = look_into(text.encode()).mapping | {"vegan": None}
    assert dishes(read(text, mapping=mapping)) == [dish("Soup", price=9)]


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ({"a": "name", "b": "name", "c": "price"}, 'both "a" and "b" are its column name'),
        ({"a": "name", "b": "price", "c": "calories"}, "a menu has no column calories"),
        ({"a": "name"}, "the column price is missing"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(mapping: dict[str, str], reason: str) -> None:
    with pytest.raises(UnclearColumns, match=reason):
        read("a,b,c\nSoup,9,1\n", mapping=mapping)


def test_a_look_into_a_file_shows_its_headers_rows_and_proposals() -> None:
    preview = look_into("Plato;Coste;PVP\nSopa;3;9\nTé;1\n".encode("cp1252"), name="carta.csv")
    assert preview.name == "carta.csv"
    assert preview.mapping == {"Plato": "name", "Coste": None, "PVP": "price"}
    assert preview.sample == (("Sopa", "3", "9"), ("Té", "1", ""))
    assert (preview.layout.delimiter, preview.layout.encoding) == (";", "cp1252")


@pytest.mark.parametrize(
    ("cell", "price"),
    [
        ("12.50", 12.5),
        ("12,50", 12.5),
        ("12,5", 12.5),
        ("12", 12),
        (" 12 ", 12),
        (",50", 0.5),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1 234,50", 1234.5),
        ("1'234.50", 1234.5),
        ("1.234.500,00", 1_234_500),
        ("0.125", 0.12),
        ("12.5049", 12.5),
        ("9,-", 9),
        ("9.-", 9),
        ("9,–", 9),
        ("1.250,-", 1250),
    ],
)
def test_prices_read_as_they_are_written(cell: str, price: float) -> None:
    menu = read(f"name;price\nSoup;{cell}\n")
    if price > 100_000:
        assert told(menu) == [f'Row 2: price "{cell}" is more than 100000.']
    else:
        assert [row.dish and row.dish.price for row in menu.rows] == [price]


@pytest.mark.parametrize(
    ("cell", "price", "currency"),
    [
        ("€12,50", 12.5, "EUR"),
        ("12,50 €", 12.5, "EUR"),
        ("12.50 EUR", 12.5, "EUR"),
        ("EUR 12.50", 12.5, "EUR"),
        ("12 euros", 12, "EUR"),
        ("US$ 9", 9, "USD"),
        ("$9 USD", 9, "USD"),
        ("£7.95", 7.95, "GBP"),
        ("9 usd", 9, "USD"),
        ("MX$ 120", 120, "MXN"),
        ("R$ 30,00", 30, "BRL"),
        ("S/ 25", 25, "PEN"),
        ("S/. 25.00", 25, "PEN"),
        ("25 zł", 25, "PLN"),
        ("18.000 COP", 18_000, "COP"),
        ("CHF 14.50", 14.5, "CHF"),
    ],
)
def test_a_currency_beside_the_price_is_the_dish_s(cell: str, price: float, currency: str) -> None:
    menu = read(f"name;price\nSoup;{cell}\n")
    assert [row.dish and (row.dish.price, row.dish.currency) for row in menu.rows] == [
        (price, currency)
    ]
    assert menu.columns == ("name", "price", "currency")


@pytest.mark.parametrize(
    ("header", "currency"),
    [("Precio (€)", "EUR"), ("Price USD", "USD"), ("Price (US$)", "USD"), ("PVP £", "GBP")],
)
def test_a_currency_in_the_header_is_that_of_its_prices(header: str, currency: str) -> None:
    menu = read(f"name;{header}\nSoup;9\n")
    assert [row.dish and row.dish.currency for row in menu.rows] == [currency]


def test_prices_without_a_currency_have_that_of_the_others() -> None:
    menu = read("name;price\nSoup;9 £\nTea;2\n")
    assert [row.dish and row.dish.currency for row in menu.rows] == ["GBP", "GBP"]


def test_prices_without_a_currency_among_several_are_not_guessed() -> None:
    menu = read("name;price\nSoup;9 £\nTea;2\nTart;5 €\n")
    assert told(menu) == [
        'Row 3: price "2" has no currency where other rows have different ones; write it.'
    ]


def test_a_sign_that_several_currencies_share_needs_a_word() -> None:
    text = "name;price\nSoup;$9\n"
    assert told(read(text)) == [
        'Row 2: price "$9" does not say which "$"; add a column currency such as USD.'
    ]
    for settled in (
        read(text, currency="MXN"),
        read("name;price;currency\nSoup;$9;MXN\n"),
        read("name;Price (MXN)\nSoup;$9\n"),
    ):
        assert [row.dish and row.dish.currency for row in settled.rows] == ["MXN"]


def test_a_price_and_its_row_must_agree_on_the_currency() -> None:
    menu = read("name;price;currency\nSoup;€9;usd\nTea;2 €;€\nTart;5;euros\n")
    assert told(menu) == ['Row 2: price "€9" is in another currency than the row\'s, USD.']
    assert dishes(menu)[1:] == [dish("Tea", price=2), dish("Tart", price=5)]


def test_thousands_are_told_from_decimals_by_the_rest_of_the_column() -> None:
    spanish = read("name;price\nFeast;1.500\nSoup;9,50\n")
    assert [row.dish and row.dish.price for row in spanish.rows] == [1500, 9.5]
    english = read("name;price\nFeast;1,500\nSoup;9.50\n")
    assert [row.dish and row.dish.price for row in english.rows] == [1500, 9.5]


@pytest.mark.parametrize("others", ["", "Soup;9.50\n", "Soup;9\n", "Soup;9.50\nTea;2,00\n"])
def test_a_price_that_may_be_thousands_or_not_is_not_guessed(others: str) -> None:
    menu = read(f"name;price\nFeast;1.500\n{others}")
    assert told(menu) == ['Row 2: price "1.500" may be 1500 or 1.500; write it with two decimals.']


@pytest.mark.parametrize(
    ("cell", "said"),
    [(word, True) for word in ("yes", "Y", "TRUE", "1", "x", "X", "✓", "✔️", "sí", "Si", "S", "verdadero", "VERDADERO", "ja", "Sí.", "oui")]
    + [(word, False) for word in ("no", "N", "false", "0", "✗", "❌", "falso", "FALSO", "No.", "nein")],
)  # fmt: skip
def test_yes_and_no_read_in_words_figures_and_marks(cell: str, said: bool) -> None:
    menu = read(f"name;price;gluten free;available\nSoup;9;{cell};{cell}\n")
    assert dishes(menu) == [dish("Soup", price=9, gluten_free=said, available=said)]


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("vegetarian", "V", {"vegetarian": True}),
        ("vegetarian", "VG", {"vegetarian": True}),
        ("vegetariano", "Vegetariano", {"vegetarian": True}),
        ("vegan", "vegano", {"vegan": True}),
        ("sin gluten", "SG", {"gluten_free": True}),
        ("sin gluten", "Sin gluten", {"gluten_free": True}),
        ("diet", "V", {"vegetarian": True}),
        ("diet", "vegan", {"vegan": True}),
        ("dieta", "Vegano, sin gluten", {"vegan": True, "gluten_free": True}),
        ("dieta", "V / GF", {"vegetarian": True, "gluten_free": True}),
        ("diet", "gluten free", {"gluten_free": True}),
        ("diet", "", {}),
        ("diet", "-", {}),
    ],
)
def test_diets_read_from_marks(column: str, cell: str, says: dict[str, bool]) -> None:
    assert dishes(read(f"name;price;{column}\nSoup;9;{cell}\n")) == [dish("Soup", price=9, **says)]


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("vegan", "V", 'vegan "V" is neither yes nor no.'),
        ("sin gluten", "gluten", 'gluten_free "gluten" is neither yes nor no.'),
        ("diet", "VG", 'diets "vg" is no mark for vegetarian, vegan or gluten-free; write those.'),
        ("diet", "V*", 'diets "v*" is no mark for vegetarian, vegan or gluten-free; write those.'),
    ],
)
def test_marks_that_may_mean_two_diets_are_not_guessed(
    column: str, cell: str, sentence: str
) -> None:
    assert told(read(f"name;price;{column}\nSoup;9;{cell}\n")) == [f"Row 2: {sentence}"]


def test_a_column_of_its_own_counts_more_than_a_mark() -> None:
    menu = read("name;price;diet;vegetarian\nSoup;9;vegan;no\n")
    assert told(menu) == ["Row 2: vegan is yes, but vegetarian is no."]


@pytest.mark.parametrize(
    ("cell", "course"),
    [
        ("Postres", "dessert"),
        ("POSTRE", "dessert"),
        ("Entrantes", "starter"),
        ("Starters", "starter"),
        ("Tapas", "starter"),
        ("Mains", "main"),
        ("Main course", "main"),
        ("Platos principales", "main"),
        ("Segundos", "main"),
        ("Guarniciones", "side"),
        ("Bebidas", "drink"),
        ("Vinos", "drink"),
        ("Desayunos", "breakfast"),
        ("Salsas", "sauce"),
        ("-", ""),
    ],
)
def test_courses_read_in_two_languages_and_in_the_plural(cell: str, course: str) -> None:
    assert dishes(read(f"name;price;course\nSoup;9;{cell}\n")) == [
        dish("Soup", price=9, course=course)
    ]


@pytest.mark.parametrize(
    ("cell", "spice"),
    [("0", 0), ("2", 2), ("2.0", 2), ("mild", 1), ("Medio", 2), ("picante", 3), ("muy picante", 3),
     ("hot", 3), ("sin picante", 0), ("🌶", 1), ("🌶️🌶️", 2), ("🌶️ 🌶️ 🌶️", 3), ("-", 0), ("", 0)],
)  # fmt: skip
def test_spice_reads_in_figures_words_and_chillies(cell: str, spice: int) -> None:
    assert dishes(read(f"name;price;spice\nSoup;9;{cell}\n")) == [
        dish("Soup", price=9, spice=spice)
    ]


@pytest.mark.parametrize("cell", ["spicy", "yes", "10", "1-2", "🌶🌶🌶🌶", "4"])
def test_spice_without_a_degree_is_not_guessed(cell: str) -> None:
    (row,) = read(f"name;price;spice\nSoup;9;{cell}\n").rows
    assert [problem.field for problem in row.problems] == ["spice"]


@pytest.mark.parametrize(
    ("cell", "allergens"),
    [
        ("gluten;milk", ("gluten", "milk")),
        ("milk, gluten", ("gluten", "milk")),
        ("Leche / Huevo", ("eggs", "milk")),
        ("lácteos|huevos", ("eggs", "milk")),
        ("GLUTEN (trigo)", ("gluten",)),
        ("Gluten (trigo, cebada)", ("gluten",)),
        ("Frutos de cáscara (almendras, nueces)", ("nuts",)),
        ("crustáceos y pescado", ("crustaceans", "fish")),
        ("Contiene: leche y huevo", ("eggs", "milk")),
        ("Contains milk, soy", ("soybeans", "milk")),
        ("dióxido de azufre y sulfitos", ("sulphites",)),
        ("Cacahuetes; soja; apio; mostaza; sésamo; altramuces; moluscos",
         ("peanuts", "soybeans", "celery", "mustard", "sesame", "lupin", "molluscs")),
        ("wheat, dairy, egg, shrimp", ("gluten", "crustaceans", "eggs", "milk")),
        ("milk;milk;lactose", ("milk",)),
        ("none", ()),
        ("Ninguno", ()),
        ("Sin alérgenos", ()),
        ("Contains: none", ()),
        ("", None),
        ("   ", None),
    ],
)  # fmt: skip
def test_allergens_read_by_their_everyday_names(
    cell: str, allergens: tuple[str, ...] | None
) -> None:
    assert dishes(read(f'name,price,alérgenos\nSoup,9,"{cell}"\n')) == [
        dish("Soup", price=9, allergens=allergens)
    ]


def test_allergens_on_lines_of_one_cell_are_several() -> None:
    menu = read('name,price,allergens\nSoup,9,"milk\neggs\n\nfish"\n')
    assert dishes(menu) == [dish("Soup", price=9, allergens=("eggs", "fish", "milk"))]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-", "says neither which nor none; write none, or leave the cell blank"),
        ("—", "says neither which nor none; write none, or leave the cell blank"),
        ("?", "says neither which nor none; write none, or leave the cell blank"),
        ("n/a", "says neither which nor none; write none, or leave the cell blank"),
        ("no", "says neither which nor none; write none, or leave the cell blank"),
        ("sí", "says neither which nor none; write none, or leave the cell blank"),
        ("0", "says neither which nor none; write none, or leave the cell blank"),
        ("frutos secos", "may or may not leave out peanuts; write nuts, peanuts or both"),
        ("Milk; Shellfish", "may be crustaceans, molluscs or both; write which"),
        ("mariscos", "may be crustaceans, molluscs or both; write which"),
        ("trazas de sésamo", "speaks of traces; name what counts as contained, and nothing else"),
        ("milk, may contain nuts", "speaks of traces; name what counts as contained, and nothing else"),
        ("milk (traces)", "speaks of traces; name what counts as contained, and nothing else"),
        ("sin gluten", "says what is not in it; name what is, or write none"),
        ("no nuts", "says what is not in it; name what is, or write none"),
        ("dairy free", "says what is not in it; name what is, or write none"),
        ("1, 7", "is a number, and not everybody's numbers agree; write the allergen's name"),
        ("none, milk", '"none" cannot stand beside other allergens'),
    ],
)  # fmt: skip
def test_allergens_that_could_mean_two_things_are_refused_and_never_guessed(
    cell: str, reason: str
) -> None:
    (row,) = read(f'name,price,allergens\nSoup,9,"{cell}"\n').rows
    assert row.dish is None
    assert [(problem.field, problem.reason) for problem in row.problems] == [("allergens", reason)]


@pytest.mark.parametrize(
    "cell", ["glutn", "gluten milk", "milk (oat)", "almond milk", "leche de coco", "🥛", "gluten("]
)
def test_an_allergen_that_is_nearly_one_is_refused(cell: str) -> None:
    (row,) = read(f'name,price,allergens\nSoup,9,"{cell}"\n').rows
    assert row.dish is None
    assert "is not one of gluten, crustaceans, eggs" in row.problems[0].reason


CROSSES = (
    "Plato;Precio;Gluten;Crustáceos;Huevos;Pescado;Cacahuetes;Soja;Lácteos;Frutos secos;Apio;"
    "Mostaza;Sésamo;Sulfitos;Altramuces;Moluscos\n"
)


def test_a_table_of_crosses_declares_the_allergens_that_it_marks() -> None:
    menu = read(
        CROSSES
        + "Croquetas;9;X;;x;;;;✓;;;;;;;\n"
        + "Fruta;4" + ";no" * 14 + "\n"
        + "Sorpresa;7" + ";" * 14 + "\n"
    )  # fmt: skip
    assert [row.dish and row.dish.allergens for row in menu.rows] == [
        ("gluten", "eggs", "milk"),
        (),
        None,
    ]
    assert "allergens" in menu.columns


@pytest.mark.parametrize(
    ("crosses", "sentence"),
    [
        (
            ";X;no;;;;;;;;;;;;",
            "allergens say no for some but leave eggs blank; fill in all of the row.",
        ),
        (
            ";trazas;;;;;;;;;;;;;",
            'allergens "trazas" is neither yes nor no for gluten.',
        ),
    ],
)
def test_a_row_of_crosses_that_may_be_unfinished_is_refused(crosses: str, sentence: str) -> None:
    assert told(read(f"{CROSSES}Croquetas;9{crosses}\n")) == [f"Row 2: {sentence}"]


def test_a_table_of_only_some_allergens_declares_nothing() -> None:
    menu = read("plato;precio;gluten;leche\nCroquetas;9;x;x\n")
    assert dishes(menu) == [dish("Croquetas", price=9)]
    assert menu.unused == ("gluten", "leche")


def test_a_table_of_crosses_needs_each_allergen_once() -> None:
    header = CROSSES.replace("Moluscos", "Leche")
    assert dishes(read(f"{header}Croquetas;9;x;;;;;;;;;;;;;\n")) == [dish("Croquetas", price=9)]


@pytest.mark.parametrize(
    ("cell", "ingredients"),
    [
        ("rice;tofu", ("rice", "tofu")),
        ("rice, tofu, soy sauce (soybeans, wheat)", ("rice", "tofu", "soy sauce (soybeans, wheat)")),
        ("salt, smoked; rice", ("salt, smoked", "rice")),
        ("salt, smoked;", ("salt, smoked",)),
        ("rice\ntofu", ("rice", "tofu")),
        ("rice | tofu", ("rice", "tofu")),
        ("-", ()),
    ],
)  # fmt: skip
def test_ingredients_part_at_semicolons_or_else_at_commas(
    cell: str, ingredients: tuple[str, ...]
) -> None:
    assert dishes(read(f'name,price,ingredientes\nSoup,9,"{cell}"\n')) == [
        dish("Soup", price=9, ingredients=ingredients)
    ]


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#¡VALOR!", "#DIV/0!", "#NAME?"])
@pytest.mark.parametrize("column", ["name", "price", "description", "allergens", "photo"])
def test_a_spreadsheet_s_error_is_no_value(cell: str, column: str) -> None:
    values = {"name": "Soup", "price": "9"} | {column: cell}
    (row,) = read(f"{','.join(values)}\n{','.join(values.values())}\n").rows
    assert row.dish is None
    assert column in [problem.field for problem in row.problems]


def test_an_id_that_a_spreadsheet_made_a_number_is_the_id() -> None:
    assert dishes(read("id,name,price\n12.0,Soup,9\n")) == [dish("Soup", id="12", price=9)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_demo_menu_reads_alike_however_a_spreadsheet_saves_it(
    delimiter: str, encoding: str
) -> None:
    import csv
    import io

    rows = list(csv.reader(DEMO_MENU.read_text().splitlines()))
    price = rows[0].index("price")
    saved = io.StringIO(newline="")
    writer = csv.writer(saved, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(rows[0])
    for row in rows[1:]:
        row[price] = row[price].replace(".", ",") if delimiter != "," else row[price]
        writer.writerow(row)
    again = read_menu_file(saved.getvalue().encode(encoding))
    assert dishes(again) == dishes(read_menu_file(DEMO_MENU))
    assert None not in dishes(again)


def test_every_allergen_has_its_name_in_both_languages() -> None:
    spanish = (
        "gluten;crustáceos;huevos;pescado;cacahuetes;soja;leche;frutos de cáscara;apio;mostaza;"
        "sésamo;sulfitos;altramuces;moluscos"
    )
    menu = read(f'name,price,allergens\nA,1,"{";".join(ALLERGENS)}"\nB,1,"{spanish}"\n')
    assert [row.dish and row.dish.allergens for row in menu.rows] == [ALLERGENS, ALLERGENS]
