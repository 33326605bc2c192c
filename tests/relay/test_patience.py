from datetime import timedelta

from ostoja.relay.limits import Silence
from ostoja.relay.patience import Allowance, Pace, Patience, Verdict

SILENCE = Silence(timedelta(seconds=4), timedelta(seconds=9))


def test_a_silent_peer_is_asked_once_and_then_given_up() -> None:
    patience = Patience(SILENCE, 0)

    verdicts = [patience.judge(now, heard=False) for now in (3.9, 4, 8.9, 9)]

    assert verdicts == [Verdict.LEAVE, Verdict.PING, Verdict.LEAVE, Verdict.GONE]


def test_a_peer_that_answers_is_asked_again_only_after_another_silence() -> None:
    patience = Patience(SILENCE, 0)
    patience.judge(4, heard=False)

    verdicts = [patience.judge(5, heard=True), patience.judge(8, heard=False), patience.judge(9, heard=False)]

    assert verdicts == [Verdict.LEAVE, Verdict.LEAVE, Verdict.PING]


def test_a_pace_allows_so_many_a_second() -> None:
    pace = Pace(2)

    assert [pace.allows(now) for now in (0, 0.5, 0.9, 1.0, 1.1, 1.2)] == [True, True, False, True, True, False]


def test_an_allowance_is_a_second_at_once_and_then_so_much_a_second() -> None:
    allowance = Allowance()

    assert not allowance.is_spent(1_000, 1_000, now=50)
    assert allowance.is_spent(501, 1_000, now=50.5)
    assert not allowance.is_spent(0, 1_000, now=50.6)
    assert not allowance.is_spent(1_000, 1_000, now=60)


def test_a_flood_is_made_up_for_in_three_seconds() -> None:
    allowance = Allowance()
    allowance.is_spent(1_000_000, 1_000, now=50)

    assert allowance.is_spent(0, 1_000, now=52.9)
    assert not allowance.is_spent(0, 1_000, now=53)
