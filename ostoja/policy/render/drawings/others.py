"""Drawings of recipients, transfers, tools and cookies."""

from collections.abc import Iterator

from ostoja.policy.entries import Cookie, Recipient
from ostoja.policy.render.blocks import PART, Block, Cell, Heading, Link, Paragraph, Table
from ostoja.policy.render.drawings.listed import Row, by_group, tabled
from ostoja.policy.render.scope import Scope
from ostoja.policy.words import Party


def recipients(scope: Scope) -> Iterator[Block]:
    """Who receives data of each group. Source: GDPR art. 13(1)(e)."""
    head = tuple(scope.phrase(key) for key in ("recipient", "role", "country", "what_for", "data"))

    def rows(group: str) -> Iterator[Row]:
        for recipient in scope.policy.recipients.values():
            if group in recipient.groups:
                yield (
                    named(scope, recipient),
                    scope.phrase(f"role.{recipient.role.value}"),
                    recipient.country or "",
                    scope.say(recipient.does),
                    scope.data_of(group, recipient.categories),
                )

    yield from by_group(scope, "recipients", head, rows)


def named(scope: Scope, recipient: Recipient) -> Cell:
    """A recipient by name and label, with a link to its own information."""
    label = scope.say(recipient.label)
    words = label if recipient.name in {None, label} else f"{label} ({recipient.name})"
    return Link(words, recipient.url) if recipient.url is not None else words


def transfers(scope: Scope) -> Iterator[Block]:
    """What lets data leave the European Economic Area. Source: GDPR art. 13(1)(f)."""
    head = tuple(scope.phrase(key) for key in ("recipient", "countries", "mechanism", "article"))
    rows = (
        (
            scope.recipients(transfer.recipients),
            ", ".join(transfer.countries),
            f"{scope.phrase(f'mechanism.{transfer.mechanism.value}')} ({transfer.reference})",
            transfer.article,
        )
        for transfer in scope.policy.transfers.values()
    )
    yield tabled(scope, scope.phrase("transfer"), head, rows)


def tools(scope: Scope, section: str) -> Iterator[Block]:
    """The tools of others that a section is about, with where each runs."""
    head = tuple(scope.phrase(key) for key in ("tool", "recipient", "places", "what_for", "data"))
    rows = (
        (
            Link(scope.say(tool.label), tool.url) if tool.url else scope.say(tool.label),
            named(scope, scope.policy.recipients[tool.recipient]),
            ", ".join(scope.phrase(f"place.{place}") for place in tool.places),
            scope.say(tool.does),
            scope.data(tool.categories),
        )
        for tool in scope.policy.tools.values()
        if tool.section == section
    )
    yield tabled(scope, scope.phrase("tool"), head, rows)


def cookies(scope: Scope, party: Party) -> Iterator[Block]:
    """The rows of the cookie table, each name with how long it stays."""
    head = tuple(scope.phrase(key) for key in ("cookie", "storage_kind", "age"))
    rows = [(key, row) for key, row in scope.policy.cookies.items() if row.party is party]
    if not rows:
        yield Paragraph(scope.phrase("no_entries"))
    for key, row in rows:
        yield Heading(PART, scope.say(row.label), f"cookies-{key.replace('.', '-')}")
        yield Paragraph(f"{purpose_of(scope, row)}. {scope.phrase('who_sets')}: {setter(scope, row)}.")
        yield Table(scope.say(row.label), head, tuple(name_row(scope, row, name) for name in sorted(row.names)))


def purpose_of(scope: Scope, row: Cookie) -> str:
    """What a row is for, and under which heading of the dialog."""
    purpose = scope.say(scope.policy.purposes[row.purpose].label)
    return f"{scope.phrase('purpose')}: {purpose} ({scope.phrase(f'cookie.{row.category.value}')})"


def setter(scope: Scope, row: Cookie) -> str:
    """Who sets the cookies of a row."""
    return scope.phrase("we") if row.recipient is None else scope.recipients((row.recipient,))


def name_row(scope: Scope, row: Cookie, name: str) -> Row:
    """A name with its kind and age."""
    kind = scope.phrase("local_storage") if name in row.storage else "cookie"
    return name, kind, scope.period(row.names[name])
