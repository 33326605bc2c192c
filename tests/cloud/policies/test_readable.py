import re
from typing import Any

import pytest
from django.utils import translation
from msgspec.structs import replace

from ostoja.cloud.policies.readable import Line, readable
from ostoja.policy.adapters import adapters_of
from ostoja.policy.changes.changes import changes_between
from ostoja.policy.entries import Question
from ostoja.policy.policy import Policy
from ostoja.policy.render.scope import Scope
from ostoja.policy.shelf import shipped
from ostoja.policy.text import Language, Text
from ostoja.policy.words import Basis, Gate, Place
from tests.cloud.publications import changed

DEFAULT, WHOLE = shipped("default"), shipped("pol-003")
# A word such as app.auth or kept_for: what programs call something, never people.
MACHINE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+\.[a-z]+_[a-z]+\b|[{}]|None|True|False")


def lines(old: Policy, new: Policy, language: Language = Language.EN) -> list[Line]:
    before, after = (Scope.of(policy, adapters_of(policy), language) for policy in (old, new))
    with translation.override(language.value):
        return readable(changes_between(before.policy, after.policy), before, after)


def only(kind: str, key: str, policy: Policy = DEFAULT, language: Language = Language.EN, **fields: Any) -> Line:
    (line,) = lines(policy, changed(policy, kind, key, **fields), language)
    return line


def test_a_longer_period_is_said_in_words() -> None:
    assert only("retention", "R01", period="P7Y") == Line(
        "material", "Time of keeping: Account: file for claims – how long", "6 years", "7 years"
    )


def test_it_is_said_in_the_readers_language() -> None:
    found = only("retention", "R01", language=Language.PL, period="P7Y")

    assert (found.weight, found.before, found.after) == ("istotna", "6 lat", "7 lat")
    assert found.about.endswith("jak długo")


def test_of_a_list_only_what_differs_is_said() -> None:
    data = DEFAULT.purposes["app.auth"].categories

    found = only("purposes", "app.auth", categories=(*data[1:], "id.phone"))

    assert found.after == "Phone number"
    assert found.before
    assert "," not in found.before


def test_a_changed_order_alone_is_not_told() -> None:
    data = DEFAULT.purposes["app.auth"].categories

    assert only("purposes", "app.auth", categories=data[::-1]).after == "changed"


@pytest.mark.parametrize(
    ("kind", "key", "fields", "after"),
    [
        ("purposes", "app.auth", {"basis": Basis.LEGITIMATE_INTERESTS}, "art. 6(1)(f) GDPR"),
        ("purposes", "app.auth", {"gate": Gate.SETTING}, "a setting of yours"),
        ("purposes", "app.auth", {"profiling": True}, "yes"),
        ("purposes", "data_act.access", {"law": ("gdpr", "data_act")}, "GDPR: Regulation (EU) 2016/679"),
        ("cookies", "ck.csrf", {"names": {"ostoja_csrf": "P1D"}}, "ostoja_csrf: 1 day"),
        ("retention", "R01", {"anchor": "somewhere.else"}, "changed"),
        ("retention", "R01", {"cap": "P9Y"}, "9 years"),
        ("recipients", "hosting", {"country": "DE"}, "DE"),
    ],
)
def test_a_value_is_said_as_the_notice_says_it(kind: str, key: str, fields: dict[str, Any], after: str) -> None:
    assert only(kind, key, **fields).after.startswith(after)


def test_a_session_cookie_is_said_as_such() -> None:
    found = only("cookies", "ck.csrf", names={"ostoja_csrf": "P1D"})

    assert found.before == "ostoja_csrf: until the browser is closed"


def test_a_role_and_a_place_are_words() -> None:
    tool = next(iter(WHOLE.tools))
    group = replace(WHOLE.groups["partner"], role=type(WHOLE.groups["partner"].role)("processor"))

    placed = lines(WHOLE, changed(WHOLE, "tools", tool, places=(Place.MAIL, Place.APP)))
    partner = lines(WHOLE, replace(WHOLE, groups=WHOLE.groups | {"partner": group}))

    assert {"mail", "app"} & set(placed[0].after.split(", "))
    assert (partner[0].before, partner[0].after) == ("controller", "processor")


def test_a_question_is_said_in_full_and_with_its_places_filled() -> None:
    asked = Question(ask=Text("Pogoda?", "Weather for {period.R08}?"), detail=Text("Po co.", "What for."))

    found = only("purposes", "app.weather", WHOLE, question=asked)

    assert found.weight == "needs new consent"
    assert found.after == "Weather for 30 days?, What for."


def test_of_a_question_only_the_changed_sentence_is_said() -> None:
    asked = WHOLE.purposes["app.weather"].question
    assert asked is not None

    found = only("purposes", "app.weather", WHOLE, question=replace(asked, ask=Text("Pogoda?", "Weather?")))

    assert (found.before, found.after) == (asked.ask.en, "Weather?")


def test_what_came_and_went_is_named_with_the_gravest_first() -> None:
    with_less = replace(WHOLE, recipients={key: one for key, one in WHOLE.recipients.items() if key != "accounting"})

    came, went = lines(with_less, WHOLE), lines(WHOLE, with_less)

    assert Line("material", "Recipient: Accounting firms", "", "added") in came
    assert Line("informational", "Recipient: Accounting firms", "", "removed") in went


def test_an_order_of_entries_and_a_new_day_are_not_told() -> None:
    other = replace(
        DEFAULT,
        about=replace(DEFAULT.about, version="2.0"),
        purposes=dict(reversed(DEFAULT.purposes.items())),
        law={key: replace(act, review=DEFAULT.about.effective) for key, act in DEFAULT.law.items()},
    )

    assert lines(DEFAULT, other) == []


def test_a_new_company_and_a_new_claim_are_told() -> None:
    controller = replace(DEFAULT.controller, name="Inna sp. z o.o.")
    claim = changed(DEFAULT, "claims", "relay_reads_nothing", text=Text("Nic.", "Nothing."))

    assert lines(DEFAULT, replace(DEFAULT, controller=controller))[0].about == "Controller – name"
    assert lines(DEFAULT, claim)[0].about == "Assurance – words"
    assert lines(DEFAULT, claim)[0].after == "Nothing."


def test_a_transfer_is_named_by_who_receives() -> None:
    key, transfer = next(iter(WHOLE.transfers.items()))

    (found,) = lines(WHOLE, changed(WHOLE, "transfers", key, article="49(1)(a)"))

    assert WHOLE.recipients[transfer.recipients[0]].label.en in found.about


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("old", "new"), [(DEFAULT, WHOLE), (WHOLE, DEFAULT)], ids=["more", "less"])
def test_no_word_of_programs_is_shown_to_people(old: Policy, new: Policy, language: Language) -> None:
    found = lines(old, new, language)

    assert len(found) > 50
    assert [
        line for line in found if not line.about or MACHINE.search(f"{line.about} {line.before} {line.after}")
    ] == []
    ranks = [line.weight for line in found]
    assert ranks == sorted(ranks, key=list(dict.fromkeys(ranks)).index)
