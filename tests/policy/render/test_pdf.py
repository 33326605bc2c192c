import io

import pytest
from pypdf import PdfReader

from ostoja.policy.render.blocks import SECTION, Document, Heading, Paragraph, Table
from ostoja.policy.render.outputs import document
from ostoja.policy.render.pdf import pdf
from ostoja.policy.text import Language
from tests.policy.small import CLAIMS, scope


def read(made: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(made))
    return reader, " ".join("\n".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("language", Language)
def test_every_heading_can_be_read_and_every_section_be_found(language: Language) -> None:
    drawn = document(scope(language), "notice", CLAIMS)
    reader, text = read(pdf(drawn))
    headings = [block for block in drawn.blocks if isinstance(block, Heading)]

    assert [heading.words for heading in headings if heading.words not in text] == []
    assert [str(line["/Title"]) for line in reader.outline if not isinstance(line, list)] == [
        heading.words for heading in headings if heading.level == SECTION
    ]


def test_polish_letters_are_letters() -> None:
    reader, text = read(pdf(document(scope(Language.PL), "notice", CLAIMS)))

    assert "Zażółć gęślą jaźń" in text
    assert reader.metadata is not None
    assert reader.metadata.title == "Mała polityka"


def test_the_head_of_a_long_table_is_repeated_on_every_page() -> None:
    rows = tuple((f"row {number}", "word " * 40) for number in range(60))
    reader, _text = read(pdf(Document("T", Language.EN, (), [Table("t", ("Column", "Other"), rows)])))

    assert len(reader.pages) > 2
    assert all("Column" in page.extract_text() for page in reader.pages)


def test_a_row_longer_than_a_page_and_a_word_longer_than_a_line_are_broken() -> None:
    rows = (("one", "word " * 4_000), ("w" * 400, "two"))
    reader, _text = read(pdf(Document("T", Language.EN, (), [Paragraph("a\n\nb"), Table("t", (), rows)])))

    assert len(reader.pages) > 1


def test_words_are_never_taken_for_markup() -> None:
    _reader, text = read(pdf(Document("<b>", Language.EN, ("&amp;",), [Paragraph("<para>&'\"</font>")])))

    assert "<para>&'\"</font>" in text


def test_a_table_of_one_column_fills_the_page() -> None:
    _reader, text = read(pdf(Document("T", Language.EN, (), [Table("t", ("only",), (("cell",),))])))

    assert "only cell" in text
