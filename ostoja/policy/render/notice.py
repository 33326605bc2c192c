"""The privacy notice: every section of the policy in its order."""

from collections.abc import Callable, Collection, Iterator

from ostoja.policy.entries import Part
from ostoja.policy.errors import PolicyError
from ostoja.policy.render.blocks import SECTION, Block, Document, Heading, Paragraph
from ostoja.policy.render.drawings import others, people, processing
from ostoja.policy.render.scope import Scope
from ostoja.policy.render.summary import summary
from ostoja.policy.words import Party

Drawing = Callable[[Scope, str], Iterator[Block]]


class UnprovedClaimError(PolicyError):
    """The notice would say what no passing test proves."""


def alone(drawing: Callable[[Scope], Iterator[Block]]) -> Drawing:
    """A drawing that is the same in every section."""
    return lambda scope, _of: drawing(scope)


DRAWINGS: dict[str, Drawing] = {
    "authority": alone(people.authority),
    "backups": alone(processing.backups),
    "categories": alone(processing.categories),
    "collection": alone(people.collection),
    "controller": alone(people.controller),
    "cookies.first": lambda scope, _of: others.cookies(scope, Party.FIRST),
    "cookies.third": lambda scope, _of: others.cookies(scope, Party.THIRD),
    "definitions": alone(people.definitions),
    "groups": alone(people.groups),
    "law": alone(processing.law),
    "provision": alone(people.provision),
    "purposes": alone(processing.purposes),
    "recipients": alone(others.recipients),
    "retention": alone(processing.retention),
    "rights": alone(processing.rights),
    "tools": others.tools,
    "transfers": alone(others.transfers),
}


def notice(scope: Scope, proved: Collection[str]) -> Document:
    """The notice as people read it.

    Raises: UnprovedClaimError when a section makes a claim that is not among the proved ones.
    """
    about = scope.whole.about
    blocks: list[Block] = [Paragraph(scope.say(about.scope)), Paragraph(scope.say(about.contents))]
    for number, (key, section) in enumerate(scope.policy.sections.items(), 1):
        blocks.append(Heading(SECTION, f"{number}. {scope.say(section.heading)}", key))
        for part in section.parts:
            blocks.extend(drawn(scope, key, part, proved))
    return Document(scope.say(about.title), scope.language, marks(scope), blocks, tuple(summary(scope)))


def drawn(scope: Scope, section: str, part: Part, proved: Collection[str]) -> Iterator[Block]:
    """The blocks of one part of a section."""
    if part.show is not None:
        yield from DRAWINGS[part.show](scope, part.of or section)
    elif part.claim is not None:
        if part.claim not in proved:
            raise UnprovedClaimError(f"the claim {part.claim!r} has no passing test")
        yield Paragraph(scope.say(scope.whole.claims[part.claim].text))
    else:
        yield Paragraph(scope.say(part.text))


def marks(scope: Scope) -> tuple[str, ...]:
    """By what a document can be told from every other: number, version, dates and hash."""
    about = scope.whole.about
    return (
        f"{scope.phrase('number')}: {about.document}, {scope.phrase('version').lower()} {about.version}",
        f"{scope.phrase('published')}: {about.published.isoformat()}",
        f"{scope.phrase('effective')}: {about.effective.isoformat()}",
        f"{scope.phrase('hash')}: {scope.hash()}",
    )
