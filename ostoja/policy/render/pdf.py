"""A document as PDF, the same bytes from the same policy on every machine."""

import io
from functools import cache
from html import escape
from importlib.resources import as_file, files

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import Table as Grid

from ostoja.policy.render.blocks import SECTION, Block, Bullets, Cell, Document, Heading, Link, Paragraph, Table

FONTS = "fonts/source-sans-3@0.4.1"
PLAIN, BOLD = "OstojaSans", "OstojaSans-Bold"
MARGIN = 20 * mm
# The library keeps six points free on each side within the margins; a table as wide as the words leaves them too.
PADDING = 6
WIDTH = A4[0] - 2 * (MARGIN + PADDING)
INK, LINE, HEAD = colors.HexColor("#1b1f24"), colors.HexColor("#9aa4ae"), colors.HexColor("#eef1f4")
# Where columns carry about as much as one another, the first names the row and may be narrower.
FIRST_COLUMN = 0.3


def pdf(document: Document) -> bytes:
    """The document on A4 pages, with bookmarks for its sections and the dates that the policy has, not today's."""
    register_fonts()
    into = io.BytesIO()
    book = SimpleDocTemplate(
        into,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=document.title,
        lang=document.language.value,
        # Without this the file would carry the moment at which it was made.
        invariant=1,
    )
    flowing: list[Flowable] = [Words(escape(document.title), style("title"))]
    flowing.extend(Words(escape(mark), style("mark")) for mark in document.marks)
    for block in (*document.summary, *document.blocks):
        flowing.extend(drawn(block))
    book.build(flowing, onFirstPage=number_page, onLaterPages=number_page)
    return into.getvalue()


@cache
def register_fonts() -> None:
    """Make the vendored font known; the fonts that every reader has lack Polish letters."""
    for name, file in ((PLAIN, "SourceSans3_400Regular.ttf"), (BOLD, "SourceSans3_700Bold.ttf")):
        with as_file(files("ostoja.policy.render").joinpath(FONTS, file)) as path:
            pdfmetrics.registerFont(TTFont(name, path))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def number_page(canvas: Canvas, book: SimpleDocTemplate) -> None:
    """The page's number at its foot."""
    canvas.setFont(PLAIN, 8)
    canvas.drawCentredString(A4[0] / 2, MARGIN / 2, str(book.page))


def drawn(block: Block) -> list[Flowable]:
    """What one block is on paper."""
    if isinstance(block, Heading):
        words = escape(block.words)
        return [Bookmark(block), Words(words, style("section"))] if is_section(block) else [Words(words, style("part"))]
    if isinstance(block, Paragraph):
        return [Words(escape(said), style("text")) for said in block.words.split("\n\n")]
    if isinstance(block, Bullets):
        return [Words(cell(item), style("item"), bulletText="•") for item in block.items]
    return [grid(block), Spacer(0, 3 * mm)]


def is_section(heading: Heading) -> bool:
    """Whether a heading stands in the list that readers show beside the pages."""
    return heading.level == SECTION


class Bookmark(Flowable):
    """A line of the list beside the pages; on the page itself it is nothing."""

    def __init__(self, heading: Heading) -> None:
        super().__init__()
        self.heading = heading
        self.keepWithNext = 1

    def draw(self) -> None:
        """Note the page as that of the heading."""
        self.canv.bookmarkPage(self.heading.anchor)
        self.canv.addOutlineEntry(self.heading.words, self.heading.anchor)


def grid(table: Table) -> Grid:
    """A table whose head is repeated on every page that it reaches."""
    columns = len(table.rows[0])
    rest = (1 - FIRST_COLUMN) / (columns - 1) if columns > 1 else 0
    rows = [[Words(cell(value), style("cell")) for value in row] for row in table.rows]
    head = [[Words(f"<b>{escape(name)}</b>", style("cell")) for name in table.head]] if table.head else []
    return Grid(
        head + rows,
        colWidths=[WIDTH * FIRST_COLUMN, *[WIDTH * rest] * (columns - 1)],
        repeatRows=len(head),
        splitInRow=1,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.3, LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *([("BACKGROUND", (0, 0), (-1, 0), HEAD)] if head else []),
        ],
    )


def cell(value: Cell) -> str:
    """Words in reportlab's own small markup."""
    if isinstance(value, Link):
        return f'<link href="{escape(value.url)}"><u>{escape(value.words)}</u></link>'
    return escape(value)


@cache
def style(name: str) -> ParagraphStyle:
    """How a kind of words looks."""
    size, before, after, font = {
        "title": (20, 0, 8, BOLD),
        "mark": (8, 0, 0, PLAIN),
        "section": (14, 14, 4, BOLD),
        "part": (11, 8, 3, BOLD),
        "text": (10, 2, 4, PLAIN),
        "item": (10, 1, 1, PLAIN),
        "cell": (8, 0, 0, PLAIN),
    }[name]
    return ParagraphStyle(
        name,
        fontName=font,
        fontSize=size,
        leading=size * 1.3,
        leftIndent=4 * mm if name == "item" else 0,
        spaceBefore=before,
        spaceAfter=after,
        textColor=INK,
        keepWithNext=name in {"section", "part"},
        splitLongWords=1,
    )
