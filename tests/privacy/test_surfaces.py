from ostoja.policy.shelf import shipped
from ostoja.privacy.declare import Table, not_personal, personal
from ostoja.privacy.surfaces import Form, Input, RequiredBy, differences, problems_of

POLICY = shipped("default")
NAME = Input(personal("id.first_name"), "app.contract", RequiredBy.CONTRACT)


def test_declarations_and_what_there_is_are_compared_both_ways() -> None:
    declared = [Table("hello", {"name": personal("id.first_name")}), Table("bye", {})]

    assert differences("message", declared, {"hello": {"name", "age"}, "wave": set()}) == [
        "the message wave is not declared",
        "the message bye is declared but does not exist",
        "hello.age is not declared",
    ]


def test_a_form_is_compared_with_its_declaration() -> None:
    form = Form("sign-up", {"name": NAME, "nick": Input(not_personal("a joke"))})

    assert form.problems({"name": True, "nick": False}, POLICY) == []
    assert form.problems({"name": True, "age": False}, POLICY) == [
        "sign-up.age is not declared",
        "sign-up.nick is declared but does not exist",
    ]


def test_what_is_typed_serves_a_purpose_of_the_policy() -> None:
    assert problems_of(Input(personal("id.email"), "ads"), POLICY, is_required=False) == [
        "serves no purpose of the policy"
    ]


def test_what_must_be_typed_has_a_reason_and_nothing_else_has_one() -> None:
    form = Form("sign-up", {"name": Input(not_personal("a joke")), "nick": NAME})

    assert form.problems({"name": True, "nick": False}, POLICY) == [
        "sign-up.name must be typed, and nothing says why",
        "sign-up.nick need not be typed, and its declaration says it must",
    ]
