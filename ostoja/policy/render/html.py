"""A document as a piece of a web page: no script, no style of its own, no byte from elsewhere."""

from collections.abc import Iterator
from html import escape

from ostoja.policy.render.blocks import SECTION, Block, Bullets, Cell, Document, Heading, Link, Paragraph, Table
from ostoja.policy.render.phrases import phrase


def html(document: Document) -> str:
    """The document as one ``article``, with a table of contents before its sections."""
    return "\n".join(
        (
            f'<article class="policy" lang="{document.language}">',
            f"<h1>{escape(document.title)}</h1>",
            *(line for block in document.summary for line in drawn(block)),
            '<ul class="policy-marks">',
            *(f"<li>{escape(mark)}</li>" for mark in document.marks),
            "</ul>",
            *contents(document),
            *(line for block in document.blocks for line in drawn(block)),
            "</article>\n",
        )
    )


def page(document: Document) -> str:
    """The document as a page that stands by itself, for a file."""
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(document.title)}</title>\n</head>\n'
        f"<body>\n{html(document)}</body>\n</html>\n"
    )


def contents(document: Document) -> Iterator[str]:
    """The first layer: what sections there are."""
    sections = [block for block in document.blocks if isinstance(block, Heading) and block.level == SECTION]
    if sections:
        title = escape(phrase("contents", document.language))
        yield f'<nav class="policy-contents" aria-label="{title}">'
        yield "<ul>"
        yield from (f'<li><a href="#{block.anchor}">{escape(block.words)}</a></li>' for block in sections)
        yield "</ul>"
        yield "</nav>"


def drawn(block: Block) -> Iterator[str]:
    """The lines of one block."""
    if isinstance(block, Heading):
        yield f'<h{block.level} id="{escape(block.anchor)}">{escape(block.words)}</h{block.level}>'
    elif isinstance(block, Paragraph):
        yield from (f"<p>{escape(said)}</p>" for said in block.words.split("\n\n") if said.strip())
    elif isinstance(block, Bullets):
        yield "<ul>"
        yield from (f"<li>{cell(item)}</li>" for item in block.items)
        yield "</ul>"
    else:
        yield from table(block)


def table(block: Table) -> Iterator[str]:
    """A table that scrolls by itself on a narrow screen, so that the page need not."""
    yield f'<div class="policy-table" role="region" aria-label="{escape(block.caption)}" tabindex="0">'
    yield "<table>"
    yield f'<caption class="visually-hidden">{escape(block.caption)}</caption>'
    if block.head:
        names = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.head)
        yield f"<thead><tr>{names}</tr></thead>"
    yield "<tbody>"
    for first, *rest in block.rows:
        cells = "".join(f"<td>{cell(value)}</td>" for value in rest)
        yield f'<tr><th scope="row">{cell(first)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def cell(value: Cell) -> str:
    """Words, or a link that tells the other side nothing about where it was followed."""
    if isinstance(value, Link):
        return f'<a href="{escape(value.url)}" rel="noreferrer">{escape(value.words)}</a>'
    return escape(value)
