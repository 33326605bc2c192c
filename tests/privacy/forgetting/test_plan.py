"""Proves: A061, A066."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as replace_rule

from ostoja.policy.entries import Rule
from ostoja.policy.periods import Period, Rounding, last_day
from ostoja.privacy.forgetting.plan import Deed, Version, plan
from ostoja.privacy.forgetting.reaches import Reach, Time

ZONE = ZoneInfo("Europe/Warsaw")
TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2015, 1, 1), date(2026, 11, 22))
PERIODS = st.sampled_from(["P1D", "P30D", "P1M", "P12M", "P1Y", "P5Y", "PT0S"])
ROUNDINGS = st.sampled_from(Rounding)


def rule(period: str, rounding: Rounding = Rounding.NONE) -> Rule:
    text = {"pl": "od", "en": "from"}
    said = {"label": text, "starts": text, "groups": ["people"], "categories": ["id.email"], "purposes": ["service"]}
    anchored = {"anchor": "account.closed_at", "period": period, "rounding": rounding.value, "basis": ["GDPR art. 5"]}
    return msgspec.convert(said | anchored, Rule)


def version(on: date, **rules: Rule) -> Version:
    return Version(datetime.combine(on, time(), ZONE), rules)


def means(deed: Deed, anchors: dict[str, datetime | None], collected: datetime) -> bool:
    began = [limit for limit in deed.limits if anchors[limit.anchor] is not None]
    late = (deed.since is not None and collected < deed.since) or (deed.until is not None and collected >= deed.until)
    return bool(began) and not late and all(is_before(limit.before, anchors[limit.anchor]) for limit in began)


def is_before(limit: datetime | None, anchor: datetime | None) -> bool:
    return limit is not None and anchor is not None and anchor < limit


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), ZONE).astimezone(UTC)


@given(PERIODS, ROUNDINGS, DAYS)
def test_a_row_ends_on_the_day_after_its_last_day(period: str, rounding: Rounding, began: date) -> None:
    reach = Reach("people", {"R01": "closed"})
    made = plan([reach], [version(date(2010, 1, 1), R01=rule(period, rounding))], TODAY, ZONE)

    ended = any(means(deed, {"closed": noon(began)}, noon(began)) for deed in made.deeds)

    assert ended == (last_day(began, Period.parse(period), rounding) < TODAY)


@given(st.tuples(PERIODS, PERIODS), st.tuples(st.none() | DAYS, st.none() | DAYS))
def test_of_several_rules_the_one_that_keeps_longest_decides(
    periods: tuple[str, str], began: tuple[date | None, date | None]
) -> None:
    reach = Reach("invoices", {"R12": "tax", "R13": "books"})
    rules = {"R12": rule(periods[0]), "R13": rule(periods[1])}
    made = plan([reach], [version(date(2010, 1, 1), **rules)], TODAY, ZONE)
    anchors = {name: None if day is None else noon(day) for name, day in zip(("tax", "books"), began, strict=True)}

    lasts = [last_day(day, Period.parse(period)) for day, period in zip(began, periods, strict=True) if day]

    assert any(means(deed, anchors, noon(TODAY)) for deed in made.deeds) == (bool(lasts) and max(lasts) < TODAY)


@given(st.lists(PERIODS, min_size=1, max_size=4), DAYS, DAYS)
def test_a_rule_that_grew_longer_holds_for_what_came_after_alone(
    periods: list[str], collected: date, began: date
) -> None:
    starts = [date(2010, 1, 1), date(2018, 1, 1), date(2021, 6, 1), date(2025, 3, 1)]
    history = [version(start, R04=rule(period)) for start, period in zip(starts, periods, strict=False)]
    made = plan([Reach("history", {"R04": "at"}, collected="collected")], history, TODAY, ZONE)

    since = max(place for place, found in enumerate(history) if found.effective <= noon(collected))
    shortest = min(last_day(began, Period.parse(period)) for period in periods[since:])

    assert any(means(deed, {"at": noon(began)}, noon(collected)) for deed in made.deeds) == (shortest < TODAY)


@given(st.lists(PERIODS, min_size=1, max_size=4), DAYS, DAYS)
def test_no_row_is_meant_twice(periods: list[str], collected: date, began: date) -> None:
    history = [version(date(2010 + 4 * place, 1, 1), R04=rule(period)) for place, period in enumerate(periods)]
    made = plan([Reach("history", {"R04": "at"}, collected="collected")], history, TODAY, ZONE)

    assert sum(means(deed, {"at": noon(began)}, noon(collected)) for deed in made.deeds) <= 1


def test_without_a_column_for_it_nobody_is_kept_longer_than_was_ever_promised() -> None:
    history = [version(date(2020, 1, 1), R01=rule("P30D")), version(date(2026, 1, 1), R01=rule("P6Y"))]

    made = plan([Reach("people", {"R01": "closed"})], history, TODAY, ZONE)

    assert means(made.deeds[0], {"closed": noon(TODAY - timedelta(days=31))}, noon(TODAY))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2024, 2, 29), date(2025, 12, 31)])
@pytest.mark.parametrize(("at", "ended"), [(time(23, 59, 59), True), (time(0, 0), True)])
def test_the_whole_local_day_belongs_to_its_anchor(day: date, at: time, *, ended: bool) -> None:
    made = plan([Reach("people", {"R01": "closed"})], [version(date(2010, 1, 1), R01=rule("P1D"))], day, ZONE)
    before, on = (datetime.combine(day - timedelta(days=back), at, ZONE).astimezone(UTC) for back in (2, 1))

    assert means(made.deeds[0], {"closed": before}, before) is ended
    assert not means(made.deeds[0], {"closed": on}, on)


def test_a_plan_is_named_by_what_it_does() -> None:
    reach = Reach("people", {"R01": "closed"})
    history = [version(date(2010, 1, 1), R01=rule("P6Y"))]

    made = plan([reach], history, TODAY, ZONE)

    assert made.name() == plan([reach], history, TODAY, ZONE).name()
    assert made.name() != plan([reach], history, TODAY + timedelta(days=1), ZONE).name()
    assert made.name() != plan([replace(reach, fields=("email",))], history, TODAY, ZONE).name()


def test_a_rule_that_no_policy_has_ends_nothing() -> None:
    assert plan([Reach("people", {"R99": "closed"})], [version(date(2010, 1, 1))], TODAY, ZONE).deeds == ()


@given(DAYS)
def test_a_cap_ends_what_its_own_event_never_came_for(began: date) -> None:
    capped = replace_rule(rule("P12M", Rounding.DUE_YEAR_END), cap="P6Y")
    made = plan([Reach("entries", {"R30": "at"}, time=Time.CAP)], [version(date(2010, 1, 1), R30=capped)], TODAY, ZONE)

    ended = any(means(deed, {"at": noon(began)}, noon(began)) for deed in made.deeds)

    assert ended == (last_day(began, Period.parse("P6Y"), Rounding.NONE) < TODAY)


@pytest.mark.parametrize("time", [Time.CAP, Time.EARLIER, Time.ABSOLUTE])
def test_a_rule_without_such_a_time_ends_nothing_by_it(time: Time) -> None:
    reach = Reach("entries", {"R30": "at"}, time=time)

    assert plan([reach], [version(date(2010, 1, 1), R30=rule("P1D"))], TODAY, ZONE).deeds == ()


def test_a_deed_knows_whose_its_rows_are() -> None:
    reach = Reach("people", {"R01": "closed"}, of=("pk",))

    [deed] = plan([reach], [version(date(2010, 1, 1), R01=rule("P1D"))], TODAY, ZONE).deeds

    assert deed.of == ("pk",)
