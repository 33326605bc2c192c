import itertools
from xml.etree import ElementTree as ET

import pytest

from ostoja.policy.render.blocks import Block, Bullets, Document, Heading, Link, Paragraph, Table
from ostoja.policy.render.html import html, page
from ostoja.policy.render.outputs import DOCUMENTS, document
from ostoja.policy.text import Language
from tests.policy.small import CLAIMS, scope


@pytest.fixture(params=[(kind, language) for kind in DOCUMENTS for language in Language], ids=str)
def article(request: pytest.FixtureRequest) -> ET.Element:
    kind, language = request.param
    # XML is stricter than HTML: whatever is open is closed, and in order.
    return ET.fromstring(html(document(scope(language), kind, CLAIMS)))  # noqa: S314 - our own


def test_every_table_has_headers_and_a_caption(article: ET.Element) -> None:
    tables = list(article.iter("table"))

    assert tables
    assert all(table.findtext("caption") for table in tables)
    assert all(row.find("th") is not None for table in tables for row in table.iter("tr"))


def test_nothing_is_styled_or_run(article: ET.Element) -> None:
    attributes = {name for element in article.iter() for name in element.attrib}

    assert attributes <= {"class", "lang", "id", "href", "rel", "role", "aria-label", "tabindex", "scope"}
    assert {element.tag for element in article.iter()} & {"script", "style", "iframe", "img", "link"} == set()


def test_every_link_within_the_document_leads_somewhere(article: ET.Element) -> None:
    ids = [element.attrib["id"] for element in article.iter() if "id" in element.attrib]
    links = {element.attrib["href"] for element in article.iter("a")}

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


def test_headings_leave_no_level_out(article: ET.Element) -> None:
    levels = [int(element.tag[1]) for element in article.iter() if element.tag in {"h1", "h2", "h3"}]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_words_are_never_taken_for_markup() -> None:
    evil = '<b onclick="x">&\''
    link = Link(evil, "https://a.b/?c&d")
    table = Table(evil, (evil,), ((evil,),))
    blocks: list[Block] = [Paragraph(evil), Heading(2, evil, "a"), Bullets((evil, link)), table]
    drawn = ET.fromstring(html(Document(evil, Language.EN, (evil,), blocks)))  # noqa: S314 - our own

    assert "b" not in {element.tag for element in drawn.iter()}
    assert drawn.find(".//a[@rel]") is not None


def test_a_paragraph_may_have_parts() -> None:
    drawn = html(Document("t", Language.EN, (), [Paragraph("one\n\ntwo\n\n ")]))

    assert "<p>one</p>\n<p>two</p>" in drawn
    assert "<nav" not in drawn


def test_a_page_stands_by_itself() -> None:
    drawn = page(document(scope(Language.PL), "notice", CLAIMS))

    assert drawn.startswith('<!doctype html>\n<html lang="pl">')
    assert "Zażółć gęślą jaźń" in drawn
