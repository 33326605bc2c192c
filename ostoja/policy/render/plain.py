"""A document as plain text, for letters and for those who read without a browser."""

import textwrap
from collections.abc import Iterator

from ostoja.policy.render.blocks import SECTION, Block, Bullets, Cell, Document, Heading, Link, Paragraph

WIDTH = 92


def plain(document: Document) -> str:
    """The document in lines of at most 92 characters, but for addresses that are longer."""
    lines = [document.title, "=" * len(document.title), "", *document.marks, ""]
    for block in (*document.summary, *document.blocks):
        lines.extend(drawn(block))
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def drawn(block: Block) -> Iterator[str]:
    """The lines of one block; a row of a table becomes lines that each begin with their column's name."""
    if isinstance(block, Heading):
        yield block.words
        yield ("-" if block.level == SECTION else ".") * len(block.words)
    elif isinstance(block, Paragraph):
        for said in block.words.split("\n\n"):
            yield from wrapped(said, "")
    elif isinstance(block, Bullets):
        for item in block.items:
            yield from wrapped(words(item), "* ")
    else:
        for first, *rest in block.rows:
            yield from wrapped(words(first), "* ")
            for name, value in zip(block.head[1:] or ("",) * len(rest), rest, strict=True):
                if words(value):
                    yield from wrapped(f"{name}: {words(value)}" if name else words(value), "    ")


def wrapped(said: str, mark: str) -> list[str]:
    """Words in lines, the first after a mark and the others under it."""
    return textwrap.wrap(
        " ".join(said.split()),
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def words(cell: Cell) -> str:
    """The words of a cell, and where they lead."""
    if isinstance(cell, Link):
        # A way within the document needs no address on paper.
        is_said = cell.url == f"mailto:{cell.words}" or cell.url.startswith("#")
        return cell.words if is_said else f"{cell.words} <{cell.url}>"
    return cell
