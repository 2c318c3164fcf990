"""Nobody looks for garbage while a large menu is read, and somebody does afterwards."""

import gc

import pytest

from recommender import garbage


def test_garbage_is_looked_for_again_when_the_last_reader_is_done() -> None:
    with garbage.none_made():
        with garbage.none_made():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_is_looked_for_again_when_reading_fails() -> None:
    with pytest.raises(ValueError, match="unreadable"), garbage.none_made():
        raise ValueError("unreadable")
    assert gc.isenabled()
