"""The bench: figures worked out by hand, and files that cannot be used."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from kit import BLUE, RED, dish, jpeg, menu_csv

from recommender.__main__ import main
from recommender.errors import UnusableJudgements
from recommender.evaluation import read_photo_pairs, read_queries, report
from recommender.evaluation.asking import Answer
from recommender.evaluation.judgements import JudgedFilters, JudgedQuery
from recommender.evaluation.rules import satisfies, search_filters, understood_filters
from recommender.evaluation.scoring import agreement, milliseconds, ranking, understood_keys
from recommender.filters import Filters
from recommender.recommend import Result

TIRAMISU, SORBET, FONDANT = dish("Tiramisu"), dish("Lemon sorbet"), dish("Chocolate fondant")
TWELVE = [dish(f"Pancakes number {number}") for number in range(12)]


def query(relevant: Mapping[str, int], **changes: Any) -> JudgedQuery:
    columns = {"query_id": "q1", "text": "dessert", "language": "en", "kind": "name"}
    cells = {"filters": "{}", "implied_filters": "{}", "relevant": json.dumps(relevant)}
    written = {key: json.dumps(v) if isinstance(v, dict) else v for key, v in changes.items()}
    return JudgedQuery.model_validate(columns | cells | written)


def answer(asked: JudgedQuery, *matches: Any, **changes: Any) -> Answer[JudgedQuery]:
    return Answer(asked, matches, **changes)


def test_the_dish_that_was_asked_for_counts_three_times_an_acceptable_one() -> None:
    judged = query({"tiramisu": 2, "lemon-sorbet": 1})

    best = ranking([answer(judged, TIRAMISU, SORBET, FONDANT)])
    swapped = ranking([answer(judged, SORBET, TIRAMISU)])
    alone = ranking([answer(judged, FONDANT, SORBET)])

    # In the best order 3 / log2(2) + 1 / log2(3) = 3.6309.
    assert best == {"queries": 1, "ndcg@10": 1.0, "recall@10": 1.0, "mrr": 1.0}
    assert swapped["ndcg@10"] == pytest.approx((1 + 3 / 1.58496) / 3.63093, abs=1e-5)
    assert swapped["mrr"] == 0.5
    assert alone["ndcg@10"] == pytest.approx((1 / 1.58496) / 3.63093, abs=1e-5)
    assert (alone["recall@10"], alone["mrr"]) == (0, 0)


def test_ten_of_twelve_dishes_on_the_first_page_are_all_that_can_be_recalled() -> None:
    judged = query({one.id: 2 for one in TWELVE})

    assert ranking([answer(judged, *TWELVE[:10])])["recall@10"] == 1.0
    assert ranking([answer(judged, *TWELVE[:5])])["recall@10"] == 0.5


def test_what_stands_on_the_second_page_does_not_count() -> None:
    judged = query({TWELVE[10].id: 2})

    figures = ranking([answer(judged, *TWELVE)])

    assert figures == {"queries": 1, "ndcg@10": 0.0, "recall@10": 0.0, "mrr": 0.0}


def test_a_query_without_any_match_counts_as_nothing_found() -> None:
    found = answer(query({"tiramisu": 2}), TIRAMISU)
    lost = answer(query({"tiramisu": 2}, query_id="q2"))

    assert ranking([found, lost]) == {"queries": 2, "ndcg@10": 0.5, "recall@10": 0.5, "mrr": 0.5}


def test_a_query_that_nothing_answers_is_left_out_of_the_ranking() -> None:
    nothing = answer(query({}, kind="none"), TIRAMISU)

    assert ranking([nothing]) == {"queries": 0, "ndcg@10": None, "recall@10": None, "mrr": None}


def test_figures_come_per_kind_per_language_and_for_both() -> None:
    rows = [
        answer(query({"tiramisu": 2}, query_id="q1"), TIRAMISU),
        answer(query({"tiramisu": 2}, query_id="q2", language="es"), FONDANT),
        answer(query({"tiramisu": 2}, query_id="q3", kind="mood"), SORBET, TIRAMISU),
    ]

    found = report(rows, dishes=3, encoder="tastes").ranking

    assert found.overall["mrr"] == 0.5
    assert {kind: figures["mrr"] for kind, figures in found.kinds.items()} == {
        "name": 0.5,
        "mood": 0.5,
    }
    assert {code: figures["mrr"] for code, figures in found.languages.items()} == {
        "en": 0.75,
        "es": 0.0,
    }
    assert found.kinds_and_languages["name"]["en"]["mrr"] == 1.0
    assert found.kinds_and_languages["mood"].keys() == {"en"}


def test_nothing_matches_has_its_precision_and_recall() -> None:
    rows = [
        answer(query({}, query_id="q1", kind="none"), no_match=True),
        answer(query({}, query_id="q2", kind="none"), TIRAMISU),
        answer(query({"tiramisu": 2}, query_id="q3"), TIRAMISU, no_match=True),
        answer(query({"tiramisu": 2}, query_id="q4"), TIRAMISU, no_match=True),
    ]

    found = report(rows, dishes=3, encoder="tastes").no_match

    assert found.queries == {
        "precision": pytest.approx(1 / 3),
        "recall": 0.5,
        "said": 3,
        "meant": 2,
        "right": 1,
    }
    assert found.together == found.queries


def test_a_share_of_nothing_is_no_number() -> None:
    assert agreement([]) == {"precision": None, "recall": None, "said": 0, "meant": 0, "right": 0}


def test_filters_are_understood_only_with_their_very_values() -> None:
    vegan_under_6 = {"vegan": True, "max_price": 6}
    rows = [
        answer(query({}, query_id="q1", implied_filters=vegan_under_6), understood=vegan_under_6),
        answer(
            query({}, query_id="q2", implied_filters=vegan_under_6), understood={"max_price": 7}
        ),
        answer(query({}, query_id="q3", language="es"), understood={"vegan": True}),
        answer(query({}, query_id="q4", language="es")),
    ]

    found = report(rows, dishes=3, encoder="tastes").understanding
    keys = understood_keys(rows)

    assert found.overall == {"queries": 4, "exact": 0.5}
    assert found.languages == {
        "en": {"queries": 2, "exact": 0.5},
        "es": {"queries": 2, "exact": 0.5},
    }
    assert (keys["vegan"]["precision"], keys["vegan"]["recall"]) == (0.5, 0.5)
    assert (keys["max_price"]["precision"], keys["max_price"]["recall"]) == (0.5, 0.5)
    assert keys["course"]["meant"] == 0


def test_half_of_the_queries_and_95_in_100_stay_below_the_times() -> None:
    rows = [answer(query({}), milliseconds=float(ms)) for ms in range(101)]

    assert milliseconds(rows) == {"p50": 50.0, "p95": 95.0}


SATAY = dish(
    "Chicken satay",
    price=8.5,
    cuisine="thai",
    course="starter",
    gluten_free=True,
    spice=1,
    allergens=("peanuts",),
    ingredients=("chicken", "roasted peanuts", "Coconut milk"),
)
UNDECLARED = dish("House soup", vegan=True, ingredients=("butternut squash",))


@pytest.mark.parametrize(
    ("required", "kept"),
    [
        ({}, True),
        ({"gluten_free": True}, True),
        ({"vegetarian": True}, False),
        ({"vegan": True}, False),
        ({"max_price": 8.5, "min_price": 8.5}, True),
        ({"max_price": 8.49}, False),
        ({"min_price": 9}, False),
        ({"max_spice": 1, "min_spice": 1}, True),
        ({"max_spice": 0}, False),
        ({"min_spice": 2}, False),
        ({"cuisine": ["Thai", "indian"]}, True),
        ({"cuisine": ["indian"]}, False),
        ({"course": ["main"]}, False),
        ({"exclude_allergens": ["milk", "nuts"]}, True),
        ({"exclude_allergens": ["milk", "peanuts"]}, False),
        ({"exclude_ingredients": ["peanut"]}, False),
        ({"exclude_ingredients": ["coconut milk"]}, False),
        ({"exclude_ingredients": ["milk"]}, False),
        ({"exclude_ingredients": ["nut", "hicken"]}, True),
    ],
)
def test_a_dish_keeps_the_filters_of_a_judgement_or_breaks_them(
    required: dict[str, Any], kept: bool
) -> None:
    assert satisfies(SATAY, JudgedFilters.model_validate(required)) is kept


def test_undeclared_allergens_never_keep_an_allergen_filter() -> None:
    assert not satisfies(UNDECLARED, JudgedFilters(exclude_allergens=("lupin",)))
    assert satisfies(UNDECLARED, JudgedFilters(exclude_ingredients=("nut",)))


def test_every_match_that_breaks_a_filter_is_counted_and_named() -> None:
    judged = query({}, filters={"max_price": 9}, implied_filters={"vegan": True})

    found = report([answer(judged, SATAY, UNDECLARED)], dishes=2, encoder="tastes")

    assert found.violations.model_dump() == {"filters": 1, "implied_filters": 1}
    assert found.queries[0]["violations"] == {
        "filters": ["house-soup"],
        "implied_filters": ["chicken-satay"],
    }


def test_judged_filters_become_those_of_a_search() -> None:
    judged = JudgedFilters.model_validate(
        {"vegan": True, "max_price": 9, "course": ["main"], "exclude_allergens": ["milk", "eggs"]}
    )

    assert search_filters(judged) == Filters(
        vegan=True, max_price=9, course=("main",), without=("eggs", "milk")
    )


def test_a_search_that_reads_no_words_has_understood_nothing() -> None:
    assert understood_filters(Result()) == {}


def test_what_a_search_understood_is_told_in_the_keys_of_judgements() -> None:
    read = {
        "vegan": True,
        "vegetarian": False,
        "max_price": 12,
        "max_spice": 0,
        "min_price": None,
        "course": (),
        "cuisine": ("thai", "indian"),
        "without": ("milk", "eggs"),
        "without_ingredients": ("rum",),
        "available": True,
    }
    result: Any = SimpleNamespace(understood=SimpleNamespace(filters=read))

    assert understood_filters(result) == {
        "vegan": True,
        "max_price": 12.0,
        "max_spice": 0,
        "cuisine": ("indian", "thai"),
        "exclude_allergens": ("eggs", "milk"),
        "exclude_ingredients": ("rum",),
    }


HEADER = "query_id,text,language,filters,implied_filters,relevant,kind"
GOOD = "q1,soup,en,{},{},{},none"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the column query_id and the column text and the column language"),
        (f"{HEADER}\n", "it has no rows."),
        ("query_id,text\nq1,soup\n", "the column language and the column kind"),
        (f"{HEADER}\n,soup,en,{{}},{{}},{{}},none", "row 2, column query_id: it is empty."),
        (f"{HEADER}\n{GOOD}\nq2, ,en,{{}},{{}},{{}},none", "row 3, column text: it is empty."),
        (f"{HEADER}\n{GOOD}\n{GOOD}", 'row 3 is called "q1", as row 2 is.'),
        (f"{HEADER}\n{GOOD},more", "row 2 has more cells than columns"),
        (f"{HEADER}\nq1,soup,en,{{vegan,{{}},{{}},none", "row 2, column filters: invalid JSON"),
        (f'{HEADER}\nq1,soup,en,"{{""halal"": true}}",{{}},{{}},none', "column filters: halal: extra inputs"),
        (f'{HEADER}\nq1,soup,en,{{}},"{{""max_price"": ""low""}}",{{}},none', "column implied_filters: max_price:"),
        (f'{HEADER}\nq1,soup,en,{{}},{{}},"{{""tiramisu"": 3}}",name', "column relevant: tiramisu: input should be 1 or 2"),
        (f'{HEADER}\nq1,soup,en,{{}},{{}},"{{""goulash"": 2}}",name', 'row 2 judges the dish "goulash", which is not on the menu.'),
        (f'{HEADER}\nq1,"soup,en', "it is not a CSV file"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told_in_one_sentence(
    tmp_path: Path, text: str, reason: str
) -> None:
    file = tmp_path / "queries.csv"
    file.write_text(text)

    with pytest.raises(UnusableJudgements) as refused:
        read_queries(file, {"tiramisu"})

    said = str(refused.value)
    assert said.startswith("queries.csv cannot be used to measure the search: ")
    assert reason in said
    assert "\n" not in said


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnusableJudgements, match="No such file"):
        read_queries(tmp_path / "queries.csv", ())
    (tmp_path / "queries.csv").write_bytes(HEADER.encode() + "\nq1,piñata".encode("latin-1"))
    with pytest.raises(UnusableJudgements, match="its text is not UTF-8"):
        read_queries(tmp_path / "queries.csv", ())


def test_an_empty_cell_of_filters_requires_nothing(tmp_path: Path) -> None:
    file = tmp_path / "queries.csv"
    file.write_text(f"{HEADER}\nq1,soup,en,,,,none\n", encoding="utf-8-sig")

    (read,) = read_queries(file, ())

    assert (read.filters.stated(), read.implied_filters.stated(), read.relevant) == ({}, {}, {})


def test_photos_are_found_beside_their_file_and_in_their_folder(tmp_path: Path) -> None:
    pairs = [{"query_photo": "a.jpg", "relevant": "{}"}, {"query_photo": "b.jpg", "relevant": "{}"}]
    file = menu_csv(tmp_path / "pairs.csv", pairs)
    (tmp_path / "query_photos").mkdir()
    (tmp_path / "a.jpg").write_bytes(jpeg())
    (tmp_path / "query_photos" / "b.jpg").write_bytes(jpeg())

    assert [photo.file.parent.name for photo in read_photo_pairs(file, ())] == [
        tmp_path.name,
        "query_photos",
    ]


def test_a_missing_photo_is_named_with_its_row(tmp_path: Path) -> None:
    file = menu_csv(tmp_path / "pairs.csv", [{"query_photo": "shoe.jpg", "relevant": "{}"}])

    with pytest.raises(UnusableJudgements, match=r'row 2 names the photo "shoe\.jpg"'):
        read_photo_pairs(file, ())


@pytest.fixture
def bench(
    tmp_path: Path, encoders: object, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> list[str]:
    """A menu that is imported, and the arguments that measure it."""
    monkeypatch.setenv("RECOMMENDER_MODEL", "tastes")
    for name, colour in (("curry", RED), ("tart", BLUE), ("red", RED)):
        (tmp_path / f"{name}.jpg").write_bytes(jpeg(colour))
    rows = [
        {"name": "Tofu curry", "price": "12.50", "vegan": "yes", "photo": "curry.jpg"},
        {"name": "Beef stew", "price": "18", "vegan": "no", "photo": ""},
        {"name": "Lemon tart", "price": "6", "vegan": "no", "photo": "tart.jpg"},
    ]
    menu = menu_csv(tmp_path / "menu.csv", rows)
    assert main(["import", str(menu), "--photos", str(tmp_path)]) == 0
    capsys.readouterr()
    blank = {"language": "en", "filters": "{}", "implied_filters": "{}", "kind": "name"}
    queries = [
        {"query_id": "q1", "text": "tofu curry", "relevant": '{"tofu-curry": 2}', **blank},
        {"query_id": "q2", "text": "stew", "relevant": '{"tofu-curry": 2}', **blank}
        | {"filters": '{"vegan": true}'},
    ]
    pairs = [{"query_photo": "red.jpg", "relevant": '{"tofu-curry": 2}'}]
    return [
        *("evaluate", str(menu_csv(tmp_path / "queries.csv", queries))),
        *("--photos", str(menu_csv(tmp_path / "pairs.csv", pairs))),
    ]


def test_the_command_prints_json_and_nothing_else(
    bench: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*bench, "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert said["ranking"]["overall"] == {
        "queries": 2,
        "ndcg@10": 1.0,
        "recall@10": 1.0,
        "mrr": 1.0,
    }
    first, second = said["queries"]
    assert first["query_id"] == "q1"
    assert first["matches"][0] == "tofu-curry"
    assert (first["no_match"], first["filters"]) == (False, {})
    assert second["matches"] == ["tofu-curry"]
    assert said["violations"]["filters"] == 0
    (photo,) = said["photos"]
    assert (photo["query_photo"], photo["matches"][0]) == ("red.jpg", "tofu-curry")


def test_the_command_prints_a_table(bench: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(bench) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "Ranking  queries  nDCG@10  recall@10    MRR" in lines
    assert "all            2    1.000      1.000  1.000" in lines
    assert "photos         1    1.000      1.000  1.000" in lines


def test_a_bad_file_ends_the_command_with_its_sentence(
    bench: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(bench[1]).write_text("query_id,text\n")

    assert main([*bench, "--json"]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("queries.csv cannot be used to measure the search: the column ")
