import pytest

from ostoja.privacy.declare import DeclarationError, Subject, Table, not_personal, personal


def test_a_field_holds_a_category_of_the_policy_about_somebody() -> None:
    assert personal("id.email").subject is Subject.PERSON
    with pytest.raises(DeclarationError, match=r"no\.such"):
        personal("no.such")


def test_a_field_that_is_not_personal_has_a_reason() -> None:
    assert not_personal("counts rows").reason
    with pytest.raises(DeclarationError, match="reason"):
        not_personal(" ")


def test_differences_are_told_both_ways() -> None:
    table = Table("person", {"email": personal("id.email"), "old": not_personal("gone")})

    assert table.differences({"email", "phone"}) == [
        "person.phone is not declared",
        "person.old is declared but does not exist",
    ]
