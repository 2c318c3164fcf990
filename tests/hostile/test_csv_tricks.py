"""CSVs as no program should write them: dishes or sentences, and no change."""
# ruff: noqa: RUF001 - letters of every script

import random

import pytest
from handing_in import hand_in, refused

from recommender.kitchen import Plan
from recommender.restaurant import Restaurant

MB = 1_000_000
MENU = "name,price\nCrème,2\nTea,3\n"
HEADER = (
    "id,name,name_es,description,price,currency,cuisine,course,vegetarian,vegan,gluten_free,"
    "allergens,spice,ingredients,available,photo,alt"
)

UNREADABLE = {
    "UTF-32 without its mark": MENU.encode("utf-32-le"),
    "the code of mainframes": MENU.encode("cp500"),
    "half a UTF-16": MENU.encode("utf-16")[:41],
    "UTF-16 that ends in half a character": "name,price\n🍜,2".encode("utf-16")[:-6] + b"\x3c\xd8",
    "letters in more bytes than they need": b"name,price\nT\xc0\xafa,2\n",
    "halves of characters": b"name,price\nT\xed\xa0\x80a,2\n",
    "beyond the last character": b"name,price\nT\xf4\x90\x80\x80a,2\n",
    "a mark of UTF-8 before UTF-16": b"\xef\xbb\xbf" + MENU.encode("utf-16"),
    "two encodings": MENU.encode() + MENU.encode("utf-16-le"),
    "Shift JIS": "名前,price\n拉麺,900\n".encode("shift_jis"),
    "GB 18030": "name,price\n宫保鸡丁,30\n".encode("gb18030"),
    "Big5": "name,price\n牛肉麵,30\n".encode("big5"),
    "only noughts in a row": b"name,price\nTea\0\0\0,2\n",
    "a nought at the very beginning": b"\0name,price\nTea,2\n",
    "a nought in the header": b"na\0me,price\nTea,2\n",
    "every second byte a nought": b"\0".join(bytes([b]) for b in b"name,price\nTea,2\n") + b"\0x",
    "one quotation mark": b'"',
    "a quotation mark without its end": b'name,price\n"Tea,2\n',
    "a quotation mark in the header": b'"name,price\nTea,2\n',
    "quotation marks without number": b"name,price\n" + b'""' * 5 * MB,
    "a cell of 10 MB": b"name,price\n" + b"x" * 10 * MB + b",2\n",
    "a cell of 10 MB in quotes": b'name,price\n"' + b"x" * 10 * MB + b'",2\n',
    "a cell of 10 MB of lines": b'name,price\n"' + b"x\n" * 5 * MB + b'",2\n',
    "a cell of 10 MB of accents": b"name,price\n" + ("a" + "\u0301" * 5 * MB + ",2\n").encode(),
    "a header of 10 MB": b"x" * 10 * MB + b",price\nTea,2\n",
    "a price of 10 MB": b"name,price\nTea," + b"9" * 10 * MB,
    "10 MB of commas": b"," * 10 * MB,
    "10 MB of semicolons": b"name;price\n" + b";" * 10 * MB,
    "10 MB of returns": b"\r" * 10 * MB,
    "10 MB of lines": b"name,price\n" + b"\n" * 10 * MB,
    "10 MB of backslashes": b"\\" * 10 * MB,
    "10 MB of tabs": b"\t" * 10 * MB,
    "10 MB of equal signs": b"=" * 10 * MB,
    "10 MB of page feeds": b"\x0c" * 10 * MB,
    "a million short rows": b"name,price\n" + b"a,1\n" * MB,
    "a million rows without a price": b"name\n" + b"a\n" * MB,
    "a million rows of one quotation mark": b"name,price\n" + b'"\n' * MB,
    "a million columns": b"name,price," + b"x," * MB + b"\n",
    "a thousand columns": ",".join(f"column {n}" for n in range(1_000)).encode() + b"\n",
    "a JSON list": b'[{"name": "Tea", "price": 2}]',
    "YAML": b"- name: Tea\n  price: 2\n",
    "SQL": b"INSERT INTO dishes VALUES ('Tea', 2);",
    "a mail": b"From: chef@example.com\nSubject: menu\n\nTea, 2\n",
    "a calendar": b"BEGIN:VCALENDAR\nEND:VCALENDAR\n",
    "a program": b"MZ\x90\0" + bytes(200),
    "a Python pickle": b"\x80\x04\x95\x1a\0\0\0\0\0\0\0\x8c\x05posix\x94\x8c\x06system\x94\x93.",
    "a Parquet file": b"PAR1" + bytes(100) + b"PAR1",
    "a database": b"SQLite format 3\0" + bytes(200),
    "a picture of the menu": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(100),
    "a web page": b"<html><body><table><tr><td>name</td></tr></table>",
    "an end of file": b"\x1a",
    "spaces": b" " * MB,
    "no-break spaces": "\u00a0".encode() * 1_000,
    "invisible spaces": "\u200b".encode() * 1_000,
    "the header on row 12": b"x\n" * 11 + b"name,price\nTea,2\n",
    "no header at all": b"Tea,2\nRamen,9\n",
    "the same header a hundred times": b"name," * 100 + b"price\n",
    "headers of signs": b"!!!,???,###\nTea,2,3\n",
}  # fmt: skip

BAD_ROWS = {
    "a row too short": "name,price\nTea\n",
    "a row too long": "name,price\nTea,2,3\n",
    "a row much too long": "name,price\nTea,2" + ",x" * 5_000 + "\n",
    "only the end is filled": "name,price\nTea," + "," * 3_000 + "x\n",
    "a row in quotes as a whole": 'name,price\n"Tea,2"\n',
    "text behind a quotation mark": 'name,price\n"Tea"x,2\n',
    "the header again": "name,price\nname,price\n",
    "a row of totals": "name,price\n,23.50\n",
    "a row of dashes": "name,price\n---,---\n",
    "a row of blanks and a price": "name,price\n   ,9\n",
    "no name but a mark": "name,price\n\u200e,9\n",
    "no name but an accent": "name,price\n\u0301,9\n",
    "no name but joiners": "name,price\n\u200d\u200d,9\n",
    "no name but a heart": "name,price\n❤️,9\n",
    "a name of signs": "name,price\n!!!,9\n",
    "a name of 121 letters": f"name,price\n{'é' * 121},9\n",
    "a name of 12,001 letters": f"name,price\n{'é' * 12_001},9\n",
    "accents heaped on a letter": f"name,price\nT{chr(0x301) * 2_000}a,9\n",
    "an id with a slash": "id,name,price\na/b,Tea,2\n",
    "an id that leads elsewhere": "id,name,price\n../../tea,Tea,2\n",
    "an id of letters of elsewhere": "id,name,price\nчай,Tea,2\n",
    "an id that is a formula": "id,name,price\n=1+1,Tea,2\n",
    "an id of two lines": 'id,name,price\n"te\na",Tea,2\n',
    "an id of 5,000 letters": f"id,name,price\n{'a' * 5_000},Tea,2\n",
    **{
        f"the price {price}": f'name,price\nTea,"{price}"\n'
        for price in (
            "-0.01", "−5", "–5", "(5.00)", "5-", "1" + "0" * 308, "9" * 5_000, "1e-5", "2,5e1", "٣٫٥٠", "१२", "XII", "ⅻ", "½ price",
            "12’50’00", "12.50.", "twelve", "doce", "market price", "s.m.", "p.p.", "12 or 14", "12|14", "12+2", "2x6", "12.50 + IVA", "#REF!",
            "#NAME?", "TRUE", "=SUM(A1)", "=1+1", "+1+1", "@12", "12/13", "12:50:00", "2026-01-12T00:00:00Z", "Jan-12", "12 enero", "1/2",
            "00:00", "nan", "-inf", "NULL", "None", "null", "N/A", "?", "0x1F", "0b11", "1_000", "\\12", "<12>", "{12}", "[12]", "12\u200b50",
        )
    },
    "a currency of two letters": "name,price,currency\nTea,2,EU\n",
    "a currency of nowhere": "name,price,currency\nTea,2,12345\n",
    "a currency that is a formula": "name,price,currency\nTea,2,=A1\n",
    "two currencies": "name,price,currency\nTea,2€,USD GBP\n",
    "spice of 11": "name,price,spice\nTea,2,11\n",
    "spice of -1": "name,price,spice\nTea,2,-1\n",
    "spice of 1.5": "name,price,spice\nTea,2,1.5\n",
    "a course of nowhere": "name,price,course\nTea,2,elevenses of the gods\n",
    "a cuisine of 41 letters": f"name,price,cuisine\nTea,2,{'x' * 41}\n",
    "perhaps vegan": "name,price,vegan\nTea,2,maybe\n",
    "vegan with milk": "name,price,vegan,allergens\nTea,2,yes,milk\n",
    "gluten-free with gluten": "name,price,gluten_free,allergens\nTea,2,yes,gluten\n",
    "perhaps available": "name,price,available\nTea,2,later\n",
    "allergens that may be": "name,price,allergens\nTea,2,may contain nuts\n",
    "allergens of a question": "name,price,allergens\nTea,2,milk?\n",
    "allergens by number": "name,price,allergens\nTea,2,99\n",
    "allergens and none": 'name,price,allergens\nTea,2,"milk, none"\n',
    "allergens as a formula": "name,price,allergens\nTea,2,=A1\n",
    "allergens of a date": "name,price,allergens\nTea,2,2026-01-07\n",
    "allergens of dashes": "name,price,allergens\nTea,2,--\n",
    "allergens of 3,000 letters": f"name,price,allergens\nTea,2,{'milk ' * 600}\n",
    "2,000 ingredients": f"name,price,ingredients\nTea,2,{';'.join(f'herb {n}' for n in range(2_000))}\n",
    "a description of 2,001 letters": f"name,price,description\nTea,2,{'x' * 2_001}\n",
    "an error of a spreadsheet": "name,price,description\nTea,2,#VALUE!\n",
}  # fmt: skip

ODD_BUT_MENUS = {
    "UTF-16 without its mark": MENU.encode("utf-16-le"),
    "UTF-16 the other way round": MENU.encode("utf-16-be"),
    "two columns of names": b"name,dish,price\nTea,Tea,2\n",
    "two columns of prices": b"name,price,precio\nTea,2,2\n",
    "headers of formulas": b"=name,=price\nTea,2\n",
    "some allergens in columns": b"name,price,contains gluten,contains milk\nTea,2,yes,no\n",
    "twice the mark of UTF-8": b"\xef\xbb\xbf\xef\xbb\xbfname,price\nTea,2\n",
    "UTF-7": MENU.encode("utf-7"),
    "Windows": MENU.encode("cp1252"),
    "read wrongly and saved again": MENU.encode().decode("cp1252").encode(),
    "an end of file behind": b"name,price\nTea,2\n\x1a",
    "returns alone": b"name,price\rTea,2\rCake,3\r",
    "every kind of line": b"name,price\nTea,2\r\nCake,3\rSoup,4\n",
    "blank lines between": b"name,price\n\n\nTea,2\n\n\n\nCake,3\n",
    "commas behind": b"name,price,,,,\nTea,2,,,,\n",
    "a title above": b"Our menu,,\n,,\nname,price\nTea,2\n",
    "spaces around": b"  name ,  price  \n  Tea ,  2  \n",
    "no-break spaces around": "\u00a0name\u00a0,\u00a0price\nTea\u00a0,\u00a02\u00a0\n".encode(),
    "a header of two lines": b'"\nname\n",price\nTea,2\n',
    "capitals": b"NAME,PRICE\nTEA,2\n",
    "right to left": "name,price\nكباب مشوي,9\nשַׁקְשׁוּקָה,8\n".encode(),
    "letters the other way round": "name,price\n\u202etea\u202c,2\n".encode(),
    "accents apart": "name,price\nCre\u0300me bru\u0302le\u0301e,2\n".encode(),
    "accents on every letter": ("name,price\n" + "".join(c + "\u0335" for c in "Tea and cake") + ",2\n").encode(),
    "Thai and Devanagari": "name,price\nต้มยำกุ้ง tom yum,9\nबिरयानी biryani,9\n".encode(),
    "wide letters": "name,price\nＴｅａ,2\n".encode(),
    "letters in squares": "name,price\n🅣🅔🅐 tea,2\n".encode(),
    "a name that is a formula": b'name,price\n"=HYPERLINK(""http://192.0.2.1"",""Tea"")",2\n',
    "a name that is a command": b"name,price\n=cmd|' /C calc'!A0,2\n",
    "a name with an apostrophe before": b"name,price\n'=Tea,2\n",
    "a text as spreadsheets write numbers": b'name,price\n"=""Tea""",2\n',
    "an attack on a database": b"name,price\n'); DROP TABLE dishes; --,2\n",
    "an attack on a page": b"name,price\n<img src=x onerror=alert(1)>,2\n",
    "an attack on a template": b"name,price\n{{7*7}} ${7*7} %(x)s {0.__class__},2\n",
    "a name that is a path": b"name,price\n../../etc/passwd,2\n",
    "a name that is a device": b"name,price\nCON,2\n",
    "a name that is a number": b"name,price\n7,2\n",
    "a name that is nothing to programs": b"name,price\nnull,2\nNaN tea,2\nundefined,3\n",
    "a price with everything around": "name,price\nTea,\u00a0€\u202f12,50\u00a0\n".encode().replace(b",50", b".50"),
    "minus nought": b"name,price\nTea,-0\n",
    "a day as a number": b"name,price\nTea,44927\n",
    "forty columns more": ("name,price," + ",".join(f"note {n}" for n in range(40)) + "\nTea,2" + ",x" * 40 + "\n").encode(),
    "a photo that is a path": b"name,price,photo\nTea,2,../../etc/passwd\n",
    "a photo that is an address": b"name,price,photo\nTea,2,http://192.0.2.1/tea.jpg\n",
    "a photo that is a device": b"name,price,photo\nTea,2,/dev/zero\n",
    "a photo that is the file itself": b"name,price,photo\nTea,2,menu.csv\n",
    "a header alone": b"name,price\n",
}  # fmt: skip


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_menu_is_refused(served: Restaurant, content: bytes) -> None:
    assert refused(served, ("menu.csv", content))


@pytest.mark.parametrize("content", BAD_ROWS.values(), ids=[ascii(name) for name in BAD_ROWS])
def test_a_row_that_is_wrong_is_refused_with_its_problems(served: Restaurant, content: str) -> None:
    plan = hand_in(served, ("menu.csv", content.encode()))
    assert isinstance(plan, Plan)
    assert plan.file.rows
    assert all(row.problems for row in plan.file.rows)


@pytest.mark.parametrize("content", ODD_BUT_MENUS.values(), ids=ODD_BUT_MENUS)
def test_what_is_odd_but_a_menu_is_read(served: Restaurant, content: bytes) -> None:
    plan = hand_in(served, ("menu.csv", content))
    assert isinstance(plan, Plan), plan
    assert not [str(problem) for row in plan.file.rows for problem in row.problems]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("id,name,price\ntea,Tea,2\ntea,Green tea,3\n", 'id "tea" is that of row 2 already.'),
        ("id,name,price\ntea,Tea,2\nTEA,Tea,3\n", None),
        ("name,price\n" + "Tea,2\n" * 1_000, "give one of them another in a column id."),
        ("name,price\nTea,2\nTEA,3\n", "has the id of row 2, tea;"),
        ("name,price\nTéa,2\nTea\u0301,3\n", "has the id of row 2, tea;"),
        ("name,price\nTea!,2\n(Tea),3\n", "has the id of row 2, tea;"),
    ],
    ids=["one id", "one id in capitals", "a thousand times", "capitals", "accents", "signs"],
)
def test_what_is_there_twice_is_taken_once(
    served: Restaurant, content: str, told: str | None
) -> None:
    plan = hand_in(served, ("menu.csv", content.encode()))
    assert isinstance(plan, Plan)
    first, *others = plan.file.rows
    assert first.dish
    for row in others:
        assert any((told or "") in str(problem) for problem in row.problems)


CELLS = [
    *("", " ", "-", "0", "-1", "1e999", "NaN", "yes", "no", "x", "milk", "none", "main", "12.50", "€9"),
    *("=1+1", "'=x", "#REF!", "\u202e", "\u200b", "e\u0301", "🍜", "<b>", "{0}", "%s", "\x07", "\x1b[2J"),
    *("2026-01-01", "../x", "http://192.0.2.1/a.jpg", "a" * 13_000, "\u0301" * 600, "1;2;3", "(", '""', "\t"),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_any_cells_in_any_columns_are_dishes_or_problems(served: Restaurant, seed: int) -> None:
    chance = random.Random(seed)
    columns = chance.sample(HEADER.split(","), chance.randint(1, 17))
    lines = [",".join(columns)]
    for _ in range(chance.randint(1, 60)):
        width = max(0, len(columns) + chance.choice([-1, 0, 0, 0, 0, 1]))
        lines.append(",".join(chance.choice(CELLS) for _ in range(width)))
    content = chance.choice(["\n", "\r\n", "\r"]).join(lines)
    hand_in(served, ("menu.csv", content.encode(chance.choice(["utf-8", "utf-16", "utf-8-sig"]))))


@pytest.mark.parametrize("seed", range(20))
def test_any_bytes_at_all_are_answered(served: Restaurant, seed: int) -> None:
    chance = random.Random(seed)
    alphabet = chance.choice([b'",;\n\r\0a\xe9\xff', b"name,price\n\t|", bytes(range(256))])
    content = bytes(chance.choices(alphabet, k=chance.choice([3, 100, 5_000])))
    hand_in(served, ("menu.csv", chance.choice([b"", b"name,price\n"]) + content))
