from datetime import date

import pytest

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.records.forms import DisclosureForm, HoldForm

TODAY = date(2026, 11, 22)
OFFERED = {"recipient": {"post": "Post"}, "purpose": {"reply": "Reply"}, "categories": {"id.email": "e-mail"}}
HOLD = {"table": "accounts.Person", "row": "1", "reason": "court 7", "review": "2027-01-01"}
PARCEL = {"recipient": "post", "purpose": "reply", "categories": ["id.email"], "day": "2026-11-20", "note": "a letter"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"review": "2027-11-01"}, "review"),
        ({"review": "2026-11-21"}, "review"),
        ({"row": "999999999"}, "row"),
        ({"field": "shoe_size"}, "field"),
        ({"table": "homes.Garden"}, "table"),
        ({"reason": " "}, "reason"),
    ],
)
def test_a_hold_that_will_not_do_is_told_at_its_field(typed: dict[str, str], field: str, ala: Person) -> None:
    form = HoldForm(["accounts.Person"], TODAY, HOLD | {"row": str(ala.pk)} | typed)

    assert list(form.errors) == [field]


def test_a_hold_of_a_record_that_there_is(ala: Person) -> None:
    assert HoldForm(["accounts.Person"], TODAY, HOLD | {"row": str(ala.pk), "field": "email"}).is_valid()


def test_a_disclosure_names_people_once_each(ala: Person, bartek: Person) -> None:
    lines = f"{ala.email}\n{bartek.email}\n{ala.email}"

    form = DisclosureForm(OFFERED, TODAY, PARCEL | {"people": lines})

    assert form.is_valid()
    assert form.cleaned_data["people"] == [ala, bartek]


def test_a_disclosure_about_nobody_or_of_tomorrow_is_none(ala: Person) -> None:
    form = DisclosureForm(OFFERED, TODAY, PARCEL | {"people": f"{ala.email}\nnobody@x.pl", "day": "2026-11-23"})

    assert list(form.errors) == ["day", "people"]
    assert "2" in str(form.errors["people"])
