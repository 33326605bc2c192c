from datetime import date, timedelta

import pytest

from ostoja.cloud.erasure.rules import Held, Outcome, Status, UnknownCategoryError, check_known, outcomes, wait

LATER, LATEST = date(2027, 1, 1), date(2032, 1, 1)


def test_what_is_not_found_any_more_is_erased() -> None:
    assert outcomes(["acc.settings"], {}) == [Outcome("acc.settings", Status.ERASED)]


def test_what_is_found_is_retained_until_the_last_day_of_the_longest() -> None:
    left = [Held("id.email", ("R03",), LATER), Held("id.email", ("R01",), LATEST)]

    found = outcomes([], {"id.email": left})

    assert found == [Outcome("id.email", Status.RETAINED, ("R01", "R03"), LATEST)]
    assert found[0].said() == "retained R01 R03 2032-01-01"


def test_a_stay_without_a_known_end_has_none() -> None:
    left = {"priv.request": [Held("priv.request", ("R31",), None), Held("priv.request", ("R31",), LATER)]}

    assert outcomes([], left)[0].until is None


def test_what_no_rule_keeps_and_is_there_has_failed() -> None:
    assert outcomes([], {"x": [Held("x", (), None)]})[0].status is Status.FAILED


def test_an_unknown_category_is_refused() -> None:
    check_known(["a"], ["a", "b"])
    with pytest.raises(UnknownCategoryError, match="c"):
        check_known(["a", "c"], ["a", "b"])


def test_waiting_doubles_up_to_a_week() -> None:
    assert [wait(tries) for tries in (0, 1, 3, 60_000)] == [
        timedelta(hours=1),
        timedelta(hours=2),
        timedelta(hours=8),
        timedelta(days=7),
    ]
