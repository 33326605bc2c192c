"""Drawings of purposes, data, periods and rights."""

from collections.abc import Iterator

from ostoja.policy.entries import Purpose, Rule
from ostoja.policy.render.blocks import Block, Link
from ostoja.policy.render.drawings.listed import Row, bulleted, by_group, tabled
from ostoja.policy.render.scope import Scope
from ostoja.policy.words import Action, Gate

BACKUPS = "sec.backup"


def purposes(scope: Scope) -> Iterator[Block]:
    """Why data of each group are processed, and on what basis."""
    head = tuple(scope.phrase(key) for key in ("purpose", "basis", "data"))

    def rows(group: str) -> Iterator[Row]:
        for purpose in scope.policy.purposes.values():
            if group in purpose.groups:
                yield scope.say(purpose.label), basis(scope, purpose), scope.data_of(group, purpose.categories)

    yield from by_group(scope, "purposes", head, rows)


def basis(scope: Scope, purpose: Purpose) -> str:
    """The lawful basis with what it rests on."""
    said = [scope.phrase("basis_article").format(purpose.basis.value)]
    said += [scope.say(scope.policy.law[key].title) for key in purpose.law]
    if purpose.balance is not None:
        said.append(f"{scope.phrase('balance')}: {scope.say(purpose.balance.interest)}")
    if purpose.gate is not Gate.NONE:
        said.append(scope.phrase(purpose.gate.value))
    return "; ".join(said)


def categories(scope: Scope) -> Iterator[Block]:
    """Which data of each group there are, where they lie and whence they come."""
    head = tuple(scope.phrase(key) for key in ("data", "sources", "kept"))

    def rows(group: str) -> Iterator[Row]:
        for name, holding in scope.policy.categories.items():
            if group in holding.groups:
                sources, kept = phrases(scope, "source", holding.sources), phrases(scope, "kept", holding.kept)
                yield data_label(scope, name), sources, kept

    yield from by_group(scope, "categories", head, rows)


def data_label(scope: Scope, category: str) -> str:
    """A category's label, with a word when it is held only for those who want it."""
    optional = scope.policy.categories[category].optional
    return f"{scope.data([category])} ({scope.phrase('optional')})" if optional else scope.data([category])


def phrases(scope: Scope, kind: str, values: tuple[str, ...]) -> str:
    """Words of a closed set, in the reader's language."""
    return ", ".join(scope.phrase(f"{kind}.{value}") for value in values)


def retention(scope: Scope) -> Iterator[Block]:
    """How long data of each group are kept."""
    head = tuple(scope.phrase(key) for key in ("data", "kept_for", "from_event", "then", "reason"))

    def rows(group: str) -> Iterator[Row]:
        for rule in scope.policy.retention.values():
            if group in rule.groups:
                yield (
                    scope.data_of(group, rule.categories),
                    how_long(scope, rule),
                    scope.say(rule.starts),
                    what_then(scope, rule),
                    ", ".join(rule.basis),
                )

    yield from by_group(scope, "kept_for", head, rows)


def how_long(scope: Scope, rule: Rule) -> str:
    """A rule's period with everything that changes it."""
    said = [scope.period(rule.period), scope.phrase(f"rounding.{rule.rounding.value}")]
    if rule.choices:
        said.append(f"{scope.phrase('choices')}: {', '.join(map(scope.period, rule.choices))}")
    limits = (limit for limit in (rule.cap, rule.absolute) if limit is not None)
    said.extend(f"{scope.phrase('at_most')} {scope.period(limit)}" for limit in limits)
    if rule.only_if is not None:
        said.append(f"{scope.phrase('only_if')} {scope.say(rule.only_if)}")
    return "; ".join(filter(None, said))


def what_then(scope: Scope, rule: Rule) -> str:
    """What happens on the day after the last day."""
    said = scope.phrase(f"action.{rule.action.value}")
    if rule.action is Action.NOTIFY_THEN_CLOSE and rule.notice is not None:
        said = f"{said} ({scope.period(rule.notice)})"
    return f"{said}; {scope.say(rule.form)}" if rule.form is not None else said


def backups(scope: Scope) -> Iterator[Block]:
    """How long copies outlive what they are copies of."""
    rules = (rule for rule in scope.policy.retention.values() if BACKUPS in rule.categories)
    yield bulleted(scope, (f"{scope.say(rule.label)}: {scope.period(rule.period)}" for rule in rules))


def rights(scope: Scope) -> Iterator[Block]:
    """What a person may ask for."""
    head = (scope.phrase("right"), scope.phrase("article"), scope.phrase("what_for"))
    rows = (
        (scope.say(right.label), scope.phrase("basis_article").format(right.article), scope.say(right.text))
        for right in scope.policy.rights.values()
    )
    yield tabled(scope, scope.phrase("right"), head, rows)


def law(scope: Scope) -> Iterator[Block]:
    """The acts that entries rely on."""
    yield bulleted(scope, (Link(scope.say(act.title), act.url) for act in scope.policy.law.values()))
