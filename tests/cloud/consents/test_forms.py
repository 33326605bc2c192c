import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way
from ostoja.cloud.consents.forms import AgeForm, ChoiceForm, CookieForm, WardForm
from ostoja.cloud.consents.guardians.flows import become_guardian, declare_age
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import age_of, wards_of, who_ask
from ostoja.cloud.policies.models import Publication
from ostoja.privacy.consent.decide import AgeBand
from tests.cloud.consents.promises import CLAIMS, NOW, SALES, WEATHER, digest

pytestmark = pytest.mark.django_db


def press(person: Person, answer: str, purpose: str, asked: str = "") -> Choice:
    form = ChoiceForm({"answer": answer, "purpose": purpose, "asked": asked})
    assert form.is_valid()
    return form.write(person, Way(person, "pl"), NOW)


def test_each_press_has_its_verb(ala: Person, everything: Publication) -> None:
    pressed = [
        press(ala, "give", WEATHER, digest()),
        press(ala, "withdraw", WEATHER),
        press(ala, "refuse", SALES),
        press(ala, "object", CLAIMS),
        press(ala, "end_objection", CLAIMS),
    ]

    assert [row.kind for row in pressed] == ["given", "withdrawn", "refused", "objected", "objection_ended"]


@pytest.mark.parametrize("typed", [{}, {"answer": "dream", "purpose": WEATHER}, {"answer": "give"}])
def test_what_is_no_press_is_refused(typed: dict[str, str]) -> None:
    assert not ChoiceForm(typed).is_valid()


@pytest.mark.parametrize(
    ("typed", "agreed"),
    [
        ({"answer": "accept"}, None),
        ({"answer": "refuse"}, frozenset()),
        ({"answer": "refuse", "kinds": ["cookies.analytics"]}, frozenset()),
        ({"answer": "choose"}, frozenset()),
        ({"answer": "choose", "kinds": ["cookies.analytics"]}, frozenset({"cookies.analytics"})),
    ],
)
def test_a_press_in_the_dialog_says_what_is_agreed_to(typed: dict[str, object], agreed: object) -> None:
    form = CookieForm(typed)

    assert form.is_valid()
    assert form.agreed() == agreed


def test_necessary_cookies_are_no_choice() -> None:
    assert not CookieForm({"answer": "choose", "kinds": ["cookies.necessary"]}).is_valid()


def test_a_child_names_a_guardian_by_address(ala: Person, bartek: Person) -> None:
    for address in ("nobody@example.org", "ALA@example.org"):
        form = AgeForm({"band": "13_15", "guardian": address})
        assert form.is_valid()
        form.write(bartek)

    assert (age_of(bartek), list(who_ask(ala))) == (AgeBand.FROM_13, [bartek])


def test_an_age_needs_no_guardian(bartek: Person) -> None:
    form = AgeForm({"band": "16_17"})

    assert form.is_valid()
    form.write(bartek)
    assert age_of(bartek) is AgeBand.FROM_16


def test_a_guardian_presses_what_is_so(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)

    def ward(answer: str, band: str = "") -> None:
        form = WardForm({"child": bartek.public, "answer": answer, "band": band})
        assert form.is_valid()
        form.write(ala, bartek)

    ward("accept")
    assert list(wards_of(ala)) == [bartek]
    ward("correct")
    ward("correct", "under_13")
    assert age_of(bartek) is AgeBand.UNDER_13
    ward("part")
    assert list(wards_of(ala)) == []


def test_who_was_named_presses_no(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    form = WardForm({"child": bartek.public, "answer": "decline"})

    assert form.is_valid()
    form.write(ala, bartek)
    assert list(who_ask(ala)) == []


def test_nobody_parts_for_another(ala: Person, bartek: Person, celina: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    become_guardian(ala, bartek)
    form = WardForm({"child": bartek.public, "answer": "part"})

    assert form.is_valid()
    form.write(celina, bartek)
    assert list(wards_of(ala)) == [bartek]
