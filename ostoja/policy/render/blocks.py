"""What a document is made of, before it is HTML, plain text or PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

from ostoja.policy.text import Language


@dataclass(frozen=True)
class Link:
    """Words that lead to an address."""

    words: str
    url: str


Cell = str | Link
# Levels of headings; the title of the document is the first.
SECTION, PART = 2, 3


@dataclass(frozen=True)
class Heading:
    """A heading of a section or of a part of it; ``anchor`` is its address within the document."""

    level: int
    words: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """Running words."""

    words: str


@dataclass(frozen=True)
class Bullets:
    """A list of short items."""

    items: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a head; ``caption`` says what they are to those who cannot see it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True)
class Document:
    """A rendered document with the policy that it comes from.

    ``marks`` tell it from every other: number, version, dates, hash. ``summary`` is what comes before all the rest.
    """

    title: str
    language: Language
    marks: tuple[str, ...]
    blocks: Sequence[Block]
    summary: Sequence[Block] = ()
