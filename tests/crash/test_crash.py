"""Nothing that was acknowledged is lost, whenever the process is killed."""

from pathlib import Path

import pytest
from crash_rounds import PLACES, Nursery, Rounds


def test_nothing_is_lost_by_kills_at_random_and_at_the_worst_moments(
    born: Nursery, tmp_path: Path
) -> None:
    tally = Rounds(born, tmp_path, seed=6).run(20)
    print(tally.in_words())


@pytest.mark.long
def test_nothing_is_lost_by_hundreds_of_kills(born: Nursery, tmp_path: Path) -> None:
    tally = Rounds(born, tmp_path, seed=2026).run(250)
    print(tally.in_words())
    assert set(tally.killed) == set(PLACES), "a place that no kill reached"
