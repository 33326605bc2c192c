"""Proves: A037."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ostoja.policy.entries import Purpose
from ostoja.policy.words import Basis
from ostoja.privacy.consent.choices import Choice, Kind
from ostoja.privacy.consent.decide import (
    ANSWERS,
    DESPITE_RESTRICTION,
    NEEDS_A_GUARDIAN,
    NOES,
    QUIET,
    AgeBand,
    Denial,
    Standing,
    denial_of,
    may_ask,
    needs_consent,
)
from tests.privacy.consent.purposes import (
    CONTRACT,
    DAY,
    LOGS,
    NOW,
    OTHER_WORDS,
    STATISTICS,
    WEATHER,
    choice,
    standing,
)

GIVEN, REFUSED, WITHDRAWN, EXPIRED, REQUESTED = Kind.GIVEN, Kind.REFUSED, Kind.WITHDRAWN, Kind.EXPIRED, Kind.REQUESTED
OBJECTED, ENDED, RESTRICTED, LIFTED = (
    Kind.OBJECTED,
    Kind.OBJECTION_ENDED,
    Kind.RESTRICTED,
    Kind.RESTRICTION_LIFTED,
)
DECISIONS: list[tuple[Purpose, tuple[Kind, ...], Denial | None]] = [
    (WEATHER, (), Denial.NOT_ASKED),
    (WEATHER, (REQUESTED,), Denial.NOT_ASKED),
    (WEATHER, (GIVEN,), None),
    (WEATHER, (REFUSED,), Denial.REFUSED),
    (WEATHER, (GIVEN, REFUSED), Denial.REFUSED),
    (WEATHER, (GIVEN, WITHDRAWN), Denial.WITHDRAWN),
    (WEATHER, (GIVEN, WITHDRAWN, REQUESTED), Denial.WITHDRAWN),
    (WEATHER, (GIVEN, EXPIRED), Denial.EXPIRED),
    (WEATHER, (GIVEN, WITHDRAWN, GIVEN), None),
    (WEATHER, (REFUSED, GIVEN), None),
    (WEATHER, (GIVEN, OBJECTED), Denial.OBJECTED),
    (WEATHER, (GIVEN, OBJECTED, ENDED), Denial.OBJECTED),
    (WEATHER, (GIVEN, OBJECTED, GIVEN), None),
    (WEATHER, (GIVEN, RESTRICTED), Denial.RESTRICTED),
    (WEATHER, (GIVEN, RESTRICTED, LIFTED), None),
    (WEATHER, (GIVEN, WITHDRAWN, RESTRICTED, LIFTED), Denial.WITHDRAWN),
    (STATISTICS, (), Denial.NOT_ASKED),
    (STATISTICS, (OBJECTED, GIVEN), Denial.OBJECTED),
    (STATISTICS, (OBJECTED, GIVEN, ENDED), None),
    (LOGS, (), None),
    (LOGS, (WITHDRAWN, REFUSED), None),
    (LOGS, (OBJECTED,), Denial.OBJECTED),
    (LOGS, (OBJECTED, ENDED), None),
    (LOGS, (ENDED, OBJECTED), Denial.OBJECTED),
    (LOGS, (RESTRICTED,), Denial.RESTRICTED),
    (CONTRACT, (OBJECTED, WITHDRAWN), None),
    (CONTRACT, (RESTRICTED,), Denial.RESTRICTED),
    (replace(LOGS, basis=Basis.PUBLIC_TASK), (OBJECTED,), Denial.OBJECTED),
]


@pytest.mark.parametrize(("purpose", "kinds", "denial"), DECISIONS, ids=str)
def test_what_somebody_chose_decides(purpose: Purpose, kinds: tuple[Kind, ...], denial: Denial | None) -> None:
    assert denial_of("p", purpose, standing(*kinds, asked=purpose)) is denial


def test_a_purpose_that_nobody_knows_is_denied() -> None:
    assert denial_of("p", None, standing(GIVEN)) is Denial.UNKNOWN_PURPOSE


def test_a_yes_to_other_words_is_no_yes() -> None:
    assert denial_of("p", OTHER_WORDS, standing(GIVEN)) is Denial.INVALIDATED


def test_a_yes_to_nothing_is_no_yes() -> None:
    assert denial_of("p", WEATHER, standing(GIVEN, asked=None)) is Denial.INVALIDATED


def test_a_no_holds_for_other_words_too() -> None:
    assert denial_of("p", OTHER_WORDS, standing(WITHDRAWN)) is Denial.WITHDRAWN


def test_a_withdrawal_counts_although_the_clock_went_back() -> None:
    late, early = choice(GIVEN, NOW), choice(WITHDRAWN, NOW - DAY)

    assert denial_of("p", WEATHER, Standing(AgeBand.ADULT, [late, early])) is Denial.WITHDRAWN


def test_a_restriction_of_everything_outlives_the_end_of_one_of_a_purpose() -> None:
    restricted = standing(GIVEN, RESTRICTED, LIFTED, restrictions=(RESTRICTED,))

    assert denial_of("p", WEATHER, restricted) is Denial.RESTRICTED
    assert denial_of("p", WEATHER, standing(GIVEN, RESTRICTED, restrictions=(LIFTED,))) is Denial.RESTRICTED
    assert denial_of("p", WEATHER, standing(GIVEN, restrictions=(RESTRICTED, LIFTED))) is None


@pytest.mark.parametrize("key", sorted(DESPITE_RESTRICTION))
def test_what_guards_rights_goes_on_under_restriction(key: str) -> None:
    assert denial_of(key, LOGS, standing(restrictions=(RESTRICTED,))) is None


@pytest.mark.parametrize("age", AgeBand)
def test_only_a_guardian_says_yes_for_a_child(age: AgeBand) -> None:
    own = denial_of("p", WEATHER, standing(GIVEN, age=age))
    guardians = denial_of("p", WEATHER, standing(GIVEN, age=age, by_guardian=True))

    assert own is (Denial.NEEDS_A_GUARDIAN if age in {AgeBand.UNDER_13, AgeBand.FROM_13} else None)
    assert guardians is None


def test_a_child_takes_back_what_a_guardian_agreed_to() -> None:
    choices = [choice(GIVEN, by_guardian=True), choice(WITHDRAWN)]

    assert denial_of("p", WEATHER, Standing(AgeBand.FROM_13, choices)) is Denial.WITHDRAWN


ASKING: list[tuple[Purpose, tuple[Choice, ...], bool]] = [
    (CONTRACT, (), False),
    (LOGS, (), False),
    (STATISTICS, (), True),
    (WEATHER, (), True),
    (WEATHER, (choice(GIVEN),), False),
    (OTHER_WORDS, (choice(GIVEN),), True),
    (WEATHER, (choice(EXPIRED),), True),
    (WEATHER, (choice(REFUSED, NOW),), False),
    (WEATHER, (choice(REFUSED, NOW - QUIET + DAY),), False),
    (WEATHER, (choice(REFUSED, NOW - QUIET),), True),
    (WEATHER, (choice(WITHDRAWN, NOW - QUIET + DAY),), False),
    (WEATHER, (choice(WITHDRAWN, NOW - QUIET),), True),
    (OTHER_WORDS, (choice(REFUSED),), True),
    (OTHER_WORDS, (choice(WITHDRAWN),), True),
    (WEATHER, (choice(WITHDRAWN, asked=None),), False),
    (WEATHER, (choice(OBJECTED, asked=None),), False),
    (WEATHER, (choice(OBJECTED, NOW - QUIET, asked=None),), True),
    (WEATHER, (choice(REFUSED, NOW - QUIET), choice(REFUSED, NOW - DAY)), False),
]


@pytest.mark.parametrize(("purpose", "choices", "may"), ASKING, ids=str)
def test_nobody_is_asked_again_soon_after_a_no(purpose: Purpose, choices: tuple[Choice, ...], *, may: bool) -> None:
    assert may_ask(purpose, Standing(AgeBand.ADULT, choices), NOW) is may


# What a person, or the clock, or the operator does; each step is one of these words.
PURPOSES = {"weather": WEATHER, "other words": OTHER_WORDS, "statistics": STATISTICS, "logs": LOGS}
STEPS = st.one_of(
    st.tuples(st.just("chooses"), st.sampled_from(Kind), st.booleans()),
    st.tuples(st.just("restricts all"), st.sampled_from([RESTRICTED, LIFTED]), st.booleans()),
    st.tuples(st.just("operator publishes"), st.sampled_from([*PURPOSES]), st.booleans()),
    st.tuples(st.just("grows"), st.sampled_from(AgeBand), st.booleans()),
)


class Model:
    """The rules told as a story: what each step opens and closes, and nothing kept but five facts."""

    def __init__(self) -> None:
        self.purpose = WEATHER
        self.age = AgeBand.ADULT
        self.yes: tuple[Purpose, bool] | None = None
        self.objected = self.restricted = self.restricted_wholly = False

    def step(self, what: str, word: object, *, by_guardian: bool) -> None:
        if what == "operator publishes":
            self.purpose = PURPOSES[str(word)]
        elif what == "grows":
            self.age = AgeBand(str(word))
        elif what == "restricts all":
            self.restricted_wholly = word is RESTRICTED
        elif word in {RESTRICTED, LIFTED}:
            self.restricted = word is RESTRICTED
        elif word is GIVEN:
            self.yes = (self.purpose, by_guardian)
        elif word in {REFUSED, WITHDRAWN, EXPIRED, OBJECTED}:
            self.yes = None
        if what == "chooses" and word in {OBJECTED, ENDED}:
            self.objected = word is OBJECTED

    def is_open(self) -> bool:
        if self.restricted or self.restricted_wholly:
            return False
        if self.purpose in (STATISTICS, LOGS) and self.objected:
            return False
        if self.purpose == LOGS:
            return True
        is_child = self.age in {AgeBand.UNDER_13, AgeBand.FROM_13}
        return self.yes is not None and self.yes[0] == self.purpose and (self.yes[1] or not is_child)


@given(st.lists(STEPS, max_size=40), st.data())
def test_the_gate_does_what_the_story_says_whatever_the_order(
    steps: list[tuple[str, object, bool]], data: st.DataObject
) -> None:
    model, choices, restrictions = Model(), list[Choice](), list[Choice]()
    for what, word, by_guardian in steps:
        at = NOW + data.draw(st.integers(-400, 400)) * DAY
        if what in {"chooses", "restricts all"} and isinstance(word, Kind):
            made = choice(word, at, model.purpose, by_guardian=by_guardian)
            (choices if what == "chooses" else restrictions).append(made)
        model.step(what, word, by_guardian=by_guardian)

        denial = denial_of("p", model.purpose, Standing(model.age, choices, restrictions))

        assert (denial is None) is model.is_open()


NOISE = st.builds(Choice, st.sampled_from(Kind), st.just(NOW), st.text(max_size=70), st.booleans())


@given(st.lists(NOISE, max_size=12), st.sampled_from(AgeBand))
def test_noise_in_the_ledger_opens_nothing_that_needs_a_yes(choices: list[Choice], age: AgeBand) -> None:
    assert denial_of("p", WEATHER, Standing(age, choices)) is not None


@given(st.lists(NOISE, max_size=6), st.sampled_from(sorted(NOES | {EXPIRED})), st.sampled_from(AgeBand))
def test_after_a_no_nothing_is_open_whatever_was_before(before: list[Choice], no: Kind, age: AgeBand) -> None:
    assert denial_of("p", WEATHER, Standing(age, [*before, choice(GIVEN), choice(no)])) is not None


def test_every_answer_is_a_yes_or_denies() -> None:
    assert {kind for kind in ANSWERS if denial_of("p", WEATHER, standing(kind)) is None} == {GIVEN}
    assert {age for age in AgeBand if age not in NEEDS_A_GUARDIAN} == {AgeBand.FROM_16, AgeBand.ADULT}
    assert [needs_consent(purpose) for purpose in (WEATHER, STATISTICS, LOGS, CONTRACT)] == [True, True, False, False]
