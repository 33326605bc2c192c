"""The first layer of the notice: who, what for, how long and which rights, each with a way to its section.

Source: WP260 rev.01, paragraphs 35 to 37 (layered notices); GDPR art. 12(1).
"""

from collections.abc import Callable, Iterator

from ostoja.policy.entries import Purpose
from ostoja.policy.render.blocks import Block, Cell, Link, Table
from ostoja.policy.render.drawings.processing import how_long
from ostoja.policy.render.scope import Scope
from ostoja.policy.words import Basis, Gate, RecipientRole

# A policy names first for whom it mostly is, and of its rules those that people ask for first.
RULES_SHOWN = 3


def summary(scope: Scope) -> Iterator[Block]:
    """The notice in a few lines for the people who are named first; nothing for what no section shows."""
    rows = tuple(row for show, said in LINES if (row := line(scope, show, said)) is not None)
    if rows:
        yield Table(scope.phrase("in_short"), (), rows)


def line(scope: Scope, show: str, said: Callable[[Scope, str], str]) -> tuple[Cell, ...] | None:
    """One line: a way to the section that shows a list, and the shortest that can be said of it."""
    sections = scope.policy.sections.items()
    found = (key for key, section in sections if any(part.show == show for part in section.parts))
    section, group = next(found, None), next(iter(scope.policy.groups), None)
    if section is None or group is None:
        return None
    words = said(scope, group)
    heading = scope.say(scope.policy.sections[section].heading)
    return (Link(heading, f"#{section}"), words) if words else None


def who(scope: Scope, _group: str) -> str:
    """The controller."""
    controller = scope.policy.controller
    return f"{controller.name}, {controller.email}"


def what_for(scope: Scope, group: str) -> str:
    """What the service itself does, and what only happens with consent."""
    mine = [purpose for purpose in scope.policy.purposes.values() if group in purpose.groups]
    service = [scope.say(purpose.label) for purpose in mine if purpose.basis is Basis.CONTRACT]
    agreed = [scope.say(purpose.label) for purpose in mine if is_asked(purpose)]
    return "; ".join(service + [f"{scope.phrase('consent')}: {', '.join(agreed)}" for _ in agreed[:1]])


def is_asked(purpose: Purpose) -> bool:
    """Whether a purpose is followed only for those who agreed."""
    return purpose.basis is Basis.CONSENT or purpose.gate is Gate.CONSENT


def kept_for(scope: Scope, group: str) -> str:
    """The first few rules."""
    rules = [rule for rule in scope.policy.retention.values() if group in rule.groups]
    return "; ".join(f"{scope.say(rule.label)} – {how_long(scope, rule)}" for rule in rules[:RULES_SHOWN])


def to_whom(scope: Scope, group: str) -> str:
    """Who receives data."""
    found = scope.policy.recipients.items()
    receive = (key for key, entry in found if group in entry.groups and entry.role is not RecipientRole.NOBODY)
    return scope.recipients(receive)


def rights(scope: Scope, _group: str) -> str:
    """What a person may ask for."""
    return ", ".join(scope.say(right.label) for right in scope.policy.rights.values())


LINES = (
    ("controller", who),
    ("purposes", what_for),
    ("retention", kept_for),
    ("recipients", to_whom),
    ("rights", rights),
)
