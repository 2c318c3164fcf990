"""How good the search is on the demo menu, with the built-in encoder: it may only get better."""

from collections.abc import Callable

import pytest

from recommender.config import BUILT_IN, DEMO_MENU, PROJECT, Settings
from recommender.evaluation import (
    DEPTH,
    Report,
    answers,
    read_photo_pairs,
    read_queries,
    report,
)
from recommender.evaluation.judgements import JudgedQuery
from recommender.evaluation.rules import satisfies
from recommender.menu_file import read_menu_file
from recommender.restaurant import Restaurant

QUERIES = PROJECT / "menu_data" / "queries.csv"
PAIRS = PROJECT / "menu_data" / "photo_pairs.csv"

# A little below what is measured.
FLOORS: dict[str, tuple[float, Callable[[Report], float | None]]] = {
    "nDCG@10, English": (0.94, lambda r: r.ranking.languages["en"]["ndcg@10"]),
    "nDCG@10, Spanish": (0.94, lambda r: r.ranking.languages["es"]["ndcg@10"]),
    "nDCG@10, names": (0.98, lambda r: r.ranking.kinds["name"]["ndcg@10"]),
    "nDCG@10, misspelt names": (0.98, lambda r: r.ranking.kinds["misspelt"]["ndcg@10"]),
    "nDCG@10, photos": (0.97, lambda r: r.ranking.photos["ndcg@10"]),
    "recall@10, English": (0.96, lambda r: r.ranking.languages["en"]["recall@10"]),
    "recall@10, Spanish": (0.96, lambda r: r.ranking.languages["es"]["recall@10"]),
    "nothing matches, precision": (0.79, lambda r: r.no_match.queries["precision"]),
    "nothing matches, recall": (0.90, lambda r: r.no_match.queries["recall"]),
    "no food in the photo, precision": (0.74, lambda r: r.no_match.photos["precision"]),
    "no food in the photo, recall": (0.74, lambda r: r.no_match.photos["recall"]),
    "understood exactly, English": (0.97, lambda r: r.understanding.languages["en"]["exact"]),
    "understood exactly, Spanish": (0.97, lambda r: r.understanding.languages["es"]["exact"]),
}
MOST_IMPLIED_VIOLATIONS = 0  # matches that break what the words ask for

KINDS = {
    *("name", "misspelt", "ingredient", "mood", "visual"),
    *("cuisine", "diet", "price", "negation", "none"),
}
DISHES = {row.dish.id: row.dish for row in read_menu_file(DEMO_MENU).rows if row.dish}


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("quality") / "data"
    restaurant = Restaurant(Settings(data=folder, model=BUILT_IN, chroma=""))
    try:
        restaurant.serve_demo_menu()
        restaurant.engine.start()
        return report(
            answers(restaurant.recommender, read_queries(QUERIES, DISHES), top=DEPTH),
            answers(restaurant.recommender, read_photo_pairs(PAIRS, DISHES), top=DEPTH),
            dishes=len(DISHES),
            encoder=restaurant.engine.status.encoder,
        )
    finally:
        restaurant.close()


@pytest.mark.parametrize("figure", FLOORS)
def test_the_search_is_as_good_as_it_was(measured: Report, figure: str) -> None:
    floor, read = FLOORS[figure]

    value = read(measured)

    assert value is not None
    assert value >= floor, f"{figure} fell to {value:.3f}, below {floor}."


def test_no_match_breaks_what_the_guest_required(measured: Report) -> None:
    assert measured.violations.filters == 0


def test_few_matches_break_what_the_words_ask_for(measured: Report) -> None:
    assert measured.violations.implied_filters <= MOST_IMPLIED_VIOLATIONS


@pytest.fixture(scope="session")
def judged() -> list[JudgedQuery]:
    return read_queries(QUERIES, DISHES)


def test_every_kind_is_judged_in_both_languages(judged: list[JudgedQuery]) -> None:
    assert len(judged) >= 120
    for language in ("en", "es"):
        assert {query.kind for query in judged if query.language == language} == KINDS
    english = sum(query.language == "en" for query in judged)
    assert abs(2 * english - len(judged)) <= len(judged) / 10


def test_judged_dishes_keep_the_filters_and_can_be_ordered(judged: list[JudgedQuery]) -> None:
    for query in judged:
        assert (query.kind == "none") == (not query.relevant), query.id
        for dish in (DISHES[name] for name in query.relevant):
            assert dish.available, f"{query.id} judges {dish.id}, which is sold out."
            assert satisfies(dish, query.filters), f"{query.id}: {dish.id}"
            assert satisfies(dish, query.implied_filters), f"{query.id}: {dish.id}"


def test_no_request_is_judged_twice(judged: list[JudgedQuery]) -> None:
    texts = [query.text.casefold() for query in judged]

    assert sorted(texts) == sorted(set(texts))


def test_every_photo_that_is_shipped_is_judged_and_small() -> None:
    photos = read_photo_pairs(PAIRS, DISHES)

    assert {photo.file.name for photo in photos} == {
        file.name for file in (PAIRS.parent / "query_photos").iterdir()
    }
    assert max(photo.file.stat().st_size for photo in photos) < 25_000
    assert sum(not photo.relevant for photo in photos) >= 3
