"""Nobody looks for garbage while a large menu is read, and somebody does afterwards."""

import gc
import threading

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


def test_who_never_looked_for_garbage_does_not_begin_to() -> None:
    """Somebody may have switched it off, as for measuring: it is left as it was found."""
    gc.disable()
    try:
        with garbage.none_made(), garbage.none_made():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_of_readers_at_once_the_last_one_switches_it_on_again() -> None:
    """They end in another order than they began, each in a thread of its own."""
    begun, first_done = threading.Barrier(2), threading.Event()

    def first() -> None:
        with garbage.none_made():
            begun.wait()
        first_done.set()

    reader = threading.Thread(target=first)
    reader.start()
    with garbage.none_made():
        begun.wait()
        assert first_done.wait(timeout=30)
        assert not gc.isenabled()
    reader.join()
    assert gc.isenabled()


def test_what_is_kept_is_looked_through_no_more() -> None:
    before = gc.get_freeze_count()
    kept = [[number] for number in range(1000)]
    try:
        garbage.keep()
        assert gc.get_freeze_count() - before >= len(kept)
    finally:
        gc.unfreeze()
