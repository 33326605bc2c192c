import pytest

from ostoja.cloud.consents.rules import (
    asked_of,
    cookie_categories,
    cookies_to_go,
    is_heeded,
    is_marketing,
    is_sharing,
    may_answer,
    may_change_age,
    refused_by_signal,
)
from ostoja.policy.adapters import with_adapters
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import shipped
from ostoja.policy.words import CookieCategory
from ostoja.privacy.consent.choices import Kind
from ostoja.privacy.consent.decide import AgeBand
from tests.cloud.consents.promises import ADAPTERS, ADS, CLAIMS, EVERYTHING, LOGS, SALES, STATISTICS, WEATHER

ALL = with_adapters(EVERYTHING, ADAPTERS)
FUNCTIONAL, ANALYTICS, MARKETING = CookieCategory.FUNCTIONAL, CookieCategory.ANALYTICS, CookieCategory.MARKETING


def test_a_signal_refuses_marketing_profiling_and_sharing() -> None:
    assert refused_by_signal(ALL) == {
        "app.analytics_tools",
        "app.install_analytics",
        WEATHER,
        "news.info",
        "news.marketing",
        "social.image",
        "social.peer_contact",
        ADS,
        "web.antibot",
        STATISTICS,
    }


def test_a_signal_leaves_contract_law_and_defence_alone() -> None:
    assert not refused_by_signal(ALL) & {"app.contract", "app.tax", CLAIMS, LOGS, "gdpr.accountability"}


def test_marketing_is_told_by_the_taxonomy() -> None:
    assert is_marketing(ALL.purposes["news.info"])
    assert not is_marketing(ALL.purposes[WEATHER])


def test_sharing_is_with_somebody_who_decides_by_themselves() -> None:
    assert is_sharing(ALL, WEATHER)
    assert not is_sharing(ALL, SALES)
    assert not is_sharing(ALL, "app.contract")


def test_people_are_asked_what_their_group_is_asked() -> None:
    assert WEATHER in asked_of(ALL.purposes, frozenset({"app_user"}))
    assert ADS not in asked_of(ALL.purposes, frozenset({"app_user"}))
    assert "app.contract" not in asked_of(ALL.purposes, frozenset({"app_user"}))


@pytest.mark.parametrize("age", list(AgeBand))
def test_either_a_person_or_the_guardian_may_answer_and_never_both(age: AgeBand) -> None:
    child = age in {AgeBand.UNDER_13, AgeBand.FROM_13}

    assert may_answer(age, for_themselves=True) is not child
    assert may_answer(age, for_themselves=False) is child


def test_a_child_with_a_guardian_does_not_grow_up_by_itself() -> None:
    assert not may_change_age(AgeBand.FROM_13, has_guardian=True)
    assert may_change_age(AgeBand.FROM_13, has_guardian=False)
    assert may_change_age(AgeBand.ADULT, has_guardian=True)


@pytest.mark.parametrize(
    ("purpose", "said", "heeded"),
    [
        (WEATHER, [], False),
        (WEATHER, [(Kind.GIVEN, False)], False),
        (WEATHER, [(Kind.REFUSED, False)], True),
        (WEATHER, [(Kind.GIVEN, False), (Kind.WITHDRAWN, False)], True),
        (WEATHER, [(Kind.REFUSED, False), (Kind.GIVEN, True)], True),
        (WEATHER, [(Kind.GIVEN, True), (Kind.WITHDRAWN, False), (Kind.GIVEN, False)], False),
        (STATISTICS, [(Kind.REFUSED, False)], False),
        (STATISTICS, [(Kind.OBJECTED, False)], True),
        (STATISTICS, [(Kind.OBJECTED, False), (Kind.REFUSED, False)], True),
        (STATISTICS, [(Kind.OBJECTED, False), (Kind.OBJECTION_ENDED, True), (Kind.GIVEN, True)], True),
        (STATISTICS, [(Kind.OBJECTED, False), (Kind.OBJECTION_ENDED, False)], False),
    ],
)
def test_a_no_holds_under_the_signal_and_so_does_what_was_said_against_it(
    purpose: str, said: list[tuple[Kind, bool]], *, heeded: bool
) -> None:
    assert is_heeded(ALL.purposes[purpose], said) is heeded


def test_the_default_promise_asks_for_no_cookies() -> None:
    assert cookie_categories(with_adapters(shipped("default"), ())) == ()


def test_the_complete_promise_has_three_kinds() -> None:
    assert cookie_categories(ALL) == (FUNCTIONAL, ANALYTICS, MARKETING)


def test_only_what_was_agreed_to_stays() -> None:
    nothing, statistics = cookies_to_go(ALL, ()), cookies_to_go(ALL, [ANALYTICS])

    assert {"_ga", "_ga_*", "_fbp", "LANG"} <= nothing
    assert {"_ga", "_ga_*"}.isdisjoint(statistics)
    assert "_fbp" in statistics


def test_a_name_of_two_kinds_stays_with_either() -> None:
    assert "_ga" in cookies_to_go(ALL, [MARKETING])
    assert "_ga" not in cookies_to_go(ALL, [FUNCTIONAL])


@pytest.mark.parametrize("policy", [ALL, with_adapters(shipped("default"), ())], ids=["everything", "default"])
def test_necessary_cookies_never_go(policy: Policy) -> None:
    necessary = {
        name for row in policy.cookies.values() if row.category is CookieCategory.NECESSARY for name in row.names
    }

    assert necessary
    assert cookies_to_go(policy, ()).isdisjoint(necessary)
