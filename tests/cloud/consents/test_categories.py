import pytest
from msgspec.structs import replace

from ostoja.cloud.consents.categories import key_of, purposes_of, questions_in, sentences, tools_of
from ostoja.cloud.policies.queries import InForce
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import shipped
from ostoja.policy.text import Text
from ostoja.policy.words import CookieCategory
from ostoja.privacy.consent.choices import digest_of
from tests.cloud.consents.promises import ADAPTERS, ADS, EVERYTHING, STATISTICS
from tests.cloud.publications import changed

FOUND = InForce(EVERYTHING, ADAPTERS)
ANALYTICS, MARKETING = CookieCategory.ANALYTICS, CookieCategory.MARKETING


def digests(policy: Policy, adapters: frozenset[str] = ADAPTERS) -> dict[str, str]:
    return {key: digest_of(purpose) for key, purpose in questions_in(InForce(policy, adapters)).items()}


def test_each_kind_that_is_not_necessary_is_a_question() -> None:
    assert list(questions_in(FOUND)) == ["cookies.functional", "cookies.analytics", "cookies.marketing"]


def test_a_promise_without_such_cookies_asks_nothing() -> None:
    assert questions_in(InForce(shipped("default"), frozenset())) == {}


def test_a_question_names_tools_recipients_cookies_and_how_long_they_stay() -> None:
    asked = questions_in(FOUND)[key_of(ANALYTICS)].question
    assert asked is not None
    assert asked.ask == Text("Cookies statystyczne", "Statistical cookies")
    for words in ("Google Analytics", "OpenReplay", "_ga (1 year and 1 month)", "_gid (1 day)"):
        assert words in asked.detail.en
    assert "_ga (1 rok i 1 miesiąc)" in asked.detail.pl


def test_a_question_covers_the_purposes_and_data_behind_it() -> None:
    policy = FOUND.scope("en").policy

    assert {STATISTICS, "web.session_replay"} <= purposes_of(policy, ANALYTICS)
    assert ADS in purposes_of(policy, MARKETING)
    assert {"web.session_replay", "web.cookie_data"} <= set(questions_in(FOUND)[key_of(ANALYTICS)].categories)
    assert questions_in(FOUND)[key_of(ANALYTICS)].profiling


def test_tools_of_the_app_are_not_of_the_page() -> None:
    assert "google_signin" not in tools_of(FOUND.scope("en").policy, CookieCategory.FUNCTIONAL)
    assert "botstar" in tools_of(FOUND.scope("en").policy, CookieCategory.FUNCTIONAL)


def test_one_question_more_or_one_tool_less_is_another_question() -> None:
    before = digests(EVERYTHING)

    assert digests(EVERYTHING, ADAPTERS - {"openreplay"})["cookies.analytics"] != before["cookies.analytics"]
    assert digests(EVERYTHING, ADAPTERS - {"openreplay"})["cookies.marketing"] == before["cookies.marketing"]


@pytest.mark.parametrize("names", [{"_ga": "P13M"}, {"_ga": "P12M", "_new": "P1D"}])
def test_other_cookies_or_a_longer_stay_are_another_question(names: dict[str, str]) -> None:
    row = replace(EVERYTHING.cookies["ck.google_analytics"], names={"_ga": "P12M"})
    policy = replace(EVERYTHING, cookies=EVERYTHING.cookies | {"ck.google_analytics": row})

    other = changed(policy, "cookies", "ck.google_analytics", names=names)

    assert digests(other)["cookies.analytics"] != digests(policy)["cookies.analytics"]


def test_every_sentence_is_whole_in_both_languages() -> None:
    for language in ("pl", "en"):
        for category in (CookieCategory.FUNCTIONAL, ANALYTICS, MARKETING):
            said = list(sentences(FOUND.scope(language), category))
            assert said
            assert all(one.endswith(".") and "{" not in one for one in said)
