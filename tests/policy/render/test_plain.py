from ostoja.policy.render.blocks import Bullets, Document, Heading, Link, Paragraph, Table
from ostoja.policy.render.outputs import document
from ostoja.policy.render.plain import WIDTH, plain
from ostoja.policy.text import Language
from tests.policy.small import CLAIMS, scope


def lines(*blocks: Heading | Paragraph | Bullets | Table) -> list[str]:
    return plain(Document("T", Language.EN, ("mark",), blocks)).splitlines()[5:]


def test_title_and_marks_come_first() -> None:
    assert plain(Document("Title", Language.EN, ("one", "two"), [])) == "Title\n=====\n\none\ntwo\n"


def test_headings_are_underlined_by_their_level() -> None:
    assert lines(Heading(2, "One", "a"), Heading(3, "Two", "b")) == ["One", "---", "", "Two", "..."]


def test_links_say_where_they_lead() -> None:
    items = Bullets((Link("words", "https://a.b"), Link("a@b.c", "mailto:a@b.c"), "plain"))

    assert lines(items) == ["* words <https://a.b>", "* a@b.c", "* plain"]


def test_a_row_is_told_column_by_column_without_empty_cells() -> None:
    table = Table("caption", ("a", "b", "c"), (("one", "two", ""), ("three", "", "four")))

    assert lines(table) == ["* one", "    b: two", "* three", "    c: four"]
    assert lines(Table("caption", (), (("one", "two"),))) == ["* one", "    two"]


def test_lines_are_no_wider_than_a_page() -> None:
    drawn = plain(document(scope(Language.PL), "notice", CLAIMS)).splitlines()

    assert [line for line in drawn if len(line) > WIDTH and "https://" not in line] == []
    assert "Zażółć gęślą jaźń: dotyczy małej usługi." in drawn
