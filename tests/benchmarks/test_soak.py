"""What a long use of the app is judged by, and a short one."""

from pathlib import Path

import pytest
from crowd_ledger import Ledger
from crowd_session import Answer
from crowd_watch import Sample, slope_per_hour
from soak import JUDGED_MIN, Soaked, report, soak
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MINUTES = 3.0


def sampled(*memory_mb: float) -> list[Sample]:
    """Return samples of a process, one a minute."""
    return [
        Sample(at_s=60.0 * minute, memory_mb=memory, files=40, threads=20)
        for minute, memory in enumerate(memory_mb)
    ]


def test_a_megabyte_a_minute_is_sixty_an_hour() -> None:
    assert slope_per_hour(sampled(700, 701, 702, 703, 704, 705, 706)) == pytest.approx(60)


def test_what_is_taken_while_warming_up_is_no_growth() -> None:
    assert slope_per_hour(sampled(500, 650, 700, 700, 700, 700, 700)) == pytest.approx(0)


def test_an_error_that_a_guest_would_see_is_told_and_a_notice_is_none() -> None:
    refused, noticed, failed = ForwardMsg(), ForwardMsg(), ForwardMsg()
    refused.delta.new_element.alert.body = "There is no such dish."
    refused.delta.new_element.alert.format = Alert.ERROR
    noticed.delta.new_element.alert.body = "Nothing matches."
    noticed.delta.new_element.alert.format = Alert.INFO
    failed.delta.new_element.exception.type = "KeyError"
    failed.delta.new_element.exception.message = "soup"

    answer = Answer.of([refused, noticed, failed])

    assert answer.wrong == ["There is no such dish.", "KeyError: soup"]
    assert answer.told == ["Nothing matches."]


def test_whatever_failed_is_told_and_nothing_else() -> None:
    samples, flat, growing = sampled(700, 720, 700, 720), (650.0, 651.0), (650.0, 670.0)
    broken = Ledger()
    broken.fail("search", "the session was dropped")

    assert Soaked(JUDGED_MIN, Ledger(), samples, 1.0, flat).wrong() == []
    assert Soaked(JUDGED_MIN, broken, samples, 1.0, flat).wrong() == [
        "- 1 x search: the session was dropped"
    ]
    assert Soaked(JUDGED_MIN, Ledger(), samples, 1.0, growing).wrong() == [
        "- memory grows by 120 MB an hour"
    ]
    assert Soaked(JUDGED_MIN / 2, Ledger(), samples, 1.0, growing).wrong() == []
    assert Soaked(1.0, Ledger(), samples, 1.0, flat, alarms=["ERROR failure"]).wrong() == [
        "- in the log: ERROR failure"
    ]
    assert Soaked(1.0, Ledger(), samples, 1.0, flat, held={"sessions_held": 9}).wrong() == [
        "- 9 sessions are held after all have left"
    ]


@pytest.mark.long
def test_guests_and_staff_use_the_app_for_minutes_and_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()  # the app lays the demo menu

    done = soak(
        tmp_path / "empty", minutes=MINUTES, visitors=8, staff=2, seed=1, warm=50, leave=True
    )

    print("\n".join(report(done)))
    assert done.wrong() == []
    kinds = {what.partition(":")[0] for what in done.ledger.waits}
    assert {"first page", "search", "filter", "dish", "photo", "staff"} <= kinds
