from ostoja.policy.render.blocks import Bullets, Heading, Paragraph, Table
from ostoja.policy.render.drawings.listed import bulleted, by_group, tabled
from tests.policy.small import scope

NOTHING = Paragraph("Nothing here: we do not do this.")


def test_a_table_without_rows_is_a_sentence() -> None:
    assert tabled(scope(), "caption", ("a",), [("one",)]) == Table("caption", ("a",), (("one",),))
    assert tabled(scope(), "caption", ("a",), []) == NOTHING


def test_a_list_without_items_is_a_sentence() -> None:
    assert bulleted(scope(), ["one"]) == Bullets(("one",))
    assert bulleted(scope(), []) == NOTHING


def test_a_group_without_rows_is_not_named() -> None:
    blocks = list(by_group(scope(), "purposes", ("a",), lambda group: [(group,)] if group == "user" else []))

    assert blocks == [
        Heading(3, "Purposes: Users", "purposes-of-user"),
        Table("Purposes: Users", ("a",), (("user",),)),
    ]


def test_when_no_group_has_rows_it_says_so() -> None:
    assert list(by_group(scope(), "purposes", ("a",), lambda _group: [])) == [NOTHING]
