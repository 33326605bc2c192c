"""Drawings of the controller, the groups and where data come from."""

from collections.abc import Iterator

from ostoja.policy.render.blocks import Block, Bullets, Cell, Link, Paragraph, Table
from ostoja.policy.render.drawings.listed import Row, tabled
from ostoja.policy.render.scope import Scope


def controller(scope: Scope) -> Iterator[Block]:
    """Who answers for the processing and how to reach them."""
    who = scope.policy.controller
    rows: list[Row] = [
        (scope.phrase("controller"), who.name),
        (scope.phrase("address"), who.address),
        *((register.name, register.number) for register in who.registers),
        (scope.phrase("court"), scope.say(who.court)),
        (scope.phrase("share_capital"), who.share_capital or ""),
        (scope.phrase("email"), Link(who.email, f"mailto:{who.email}")),
        (scope.phrase("phone"), who.phone or ""),
        (scope.phrase("officer"), officer(scope)),
    ]
    yield Table(scope.phrase("controller"), (), tuple(row for row in rows if row[1]))


def officer(scope: Scope) -> Cell:
    """The data protection officer, when there is one."""
    who = scope.policy.controller
    if who.officer_email is None:
        return who.officer_name or ""
    return Link(who.officer_name or who.officer_email, f"mailto:{who.officer_email}")


def authority(scope: Scope) -> Iterator[Block]:
    """To whom a person may complain."""
    body = scope.policy.controller.authority
    title = scope.phrase("authority")
    name = Link(scope.say(body.name), body.url)
    yield Table(title, (), ((title, name), (scope.phrase("address"), body.address)))


def definitions(scope: Scope) -> Iterator[Block]:
    """Words with what they mean here."""
    rows = ((scope.say(entry.term), scope.say(entry.meaning)) for entry in scope.policy.definitions.values())
    yield tabled(scope, scope.phrase("term"), (scope.phrase("term"), scope.phrase("meaning")), rows)


def groups(scope: Scope) -> Iterator[Block]:
    """Of whom the notice speaks."""
    rows = ((scope.say(group.label), scope.say(group.who)) for group in scope.policy.groups.values())
    yield tabled(scope, scope.phrase("groups"), (scope.phrase("groups"), scope.phrase("about_whom")), rows)


def collection(scope: Scope) -> Iterator[Block]:
    """When data of each group are obtained."""
    rows = ((scope.say(group.label), scope.say(group.collected)) for group in scope.policy.groups.values())
    yield tabled(scope, scope.phrase("sources"), (scope.phrase("groups"), scope.phrase("sources")), rows)


def provision(scope: Scope) -> Iterator[Block]:
    """Whether people must give data, and what happens if they do not. Source: GDPR art. 13(2)(e)."""
    items = tuple(
        f"{scope.say(group.label)}: {scope.say(group.needed)} {scope.say(group.otherwise)}".strip()
        for group in scope.policy.groups.values()
        if group.needed is not None
    )
    yield Bullets(items) if items else Paragraph(scope.phrase("not_needed"))
