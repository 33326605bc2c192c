"""Changes of the policy as sentences for people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ostoja.cloud.web.texts import catalogue, spoken, text
from ostoja.policy.changes.changes import Change
from ostoja.policy.changes.classes import Class
from ostoja.policy.periods import NOTHING, UNTIL_CLOSED
from ostoja.policy.policy import KINDS
from ostoja.policy.render.scope import Scope
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.policy.text import Text

# Kinds of entries that are rules, in the order in which people want to know of them; the others hold words.
RULES = ("purposes", "categories", "recipients", "transfers", "retention", "groups", "tools", "cookies", "rights")
NAMED = frozenset({*RULES, "claims", "controller"})
PERIOD = re.compile(r"P\d\w*")
# Fields whose words the renderer knows, by what they are called there.
PHRASES = {
    "action": "action",
    "asks": "cookie",
    "category": "cookie",
    "kept": "kept",
    "mechanism": "mechanism",
    "party": "party",
    "places": "place",
    "rounding": "rounding",
    "sources": "source",
}
# Fields that name other entries, by the kind of those.
REFERENCES = {
    "categories": "categories",
    "groups": "groups",
    "law": "law",
    "purpose": "purposes",
    "purposes": "purposes",
    "recipient": "recipients",
    "recipients": "recipients",
}
# Fields for those who keep the policy: when somebody looks at an entry again, and what other vocabularies call it.
KEEPERS = frozenset({"adapter", "checked", "contract", "dpv", "fides", "review", "seed", "unstored"})


@dataclass(frozen=True)
class Line:
    """A change as people read it: how much it matters, what it is about, and both values when they can be said."""

    weight: str
    about: str
    before: str
    after: str


def readable(changes: list[Change], old: Scope, new: Scope) -> list[Line]:
    """The changes of rules, the gravest first; a changed date is said by the page itself."""
    told = [change for change in changes if is_told(change)]
    told.sort(key=lambda change: (-change.weight, RULES.index(change.kind) if change.kind in RULES else len(RULES)))
    return [line(change, old, new) for change in told]


def is_told(change: Change) -> bool:
    """Whether a change is one that people can read something from."""
    if change.weight > Class.INFORMATIONAL:
        return True
    is_rule = change.kind in RULES and bool(change.key)
    return (is_rule or change.weight > Class.EDITORIAL) and change.field not in KEEPERS


def line(change: Change, old: Scope, new: Scope) -> Line:
    """One change as a line."""
    weight = text(f"policy.class.{change.weight.name.lower()}")
    about = ": ".join(filter(None, (kind_of(change), label(change, old if change.after is None else new))))
    if not change.field:
        return Line(weight, about, "", text("policy.gone" if change.after is None else "policy.new"))
    # What the program alone understands, such as the name of an event, has no word; it is only said to have changed.
    field = f"policy.field.{change.field}"
    if field in catalogue(spoken()):
        about = f"{about} – {text(field)}"
        before, after = differing(change.before, change.after)
        was, will = said(change.field, before, old), said(change.field, after, new)
        if was or will:
            return Line(weight, about, was, will)
    return Line(weight, about, "", text("policy.changed"))


def kind_of(change: Change) -> str:
    """What kind of entry a change is about."""
    return text(f"policy.kind.{change.kind if change.kind in NAMED else 'other'}")


def label(change: Change, scope: Scope) -> str:
    """What an entry is called in the notice; nothing for what has no name there."""
    return label_of(change.kind, change.key, scope) if change.key else ""


def label_of(kind: str, key: str, scope: Scope) -> str:
    """What the entry of a kind is called in the notice."""
    if kind == "categories":
        return scope.say(TAXONOMY[key].label)
    entry = getattr(scope.policy, kind).get(key) if kind in KINDS else None
    if kind == "transfers" and entry is not None:
        return scope.recipients(entry.recipients)
    words = (getattr(entry, name, None) for name in ("label", "title", "heading", "term"))
    return scope.say(next((found for found in words if found is not None), None))


def differing(before: object, after: object) -> tuple[object, object]:
    """Of two lists, or two tables, only what is not in both; other values as they are."""
    if isinstance(before, dict) and isinstance(after, dict) and "pl" not in before | after:
        return less(before, after), less(after, before)
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return [one for one in before if one not in after], [one for one in after if one not in before]
    return before, after


def less(table: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    """What of a table the other one has not, or has otherwise."""
    return {name: value for name, value in table.items() if name not in other or other[name] != value}


def said(field: str, value: object, scope: Scope) -> str:
    """A value in the reader's language, as the notice would say it."""
    return ", ".join(filter(None, pieces(field, value, scope)))


def pieces(field: str, value: object, scope: Scope) -> Iterator[str]:
    """The parts of a value."""
    if isinstance(value, dict) and value.keys() == {"pl", "en"}:
        yield scope.say(Text(**value))
    elif isinstance(value, dict):
        for name, inner in value.items():
            age = said(field, inner, scope)
            yield f"{name}: {age}" if field == "names" else age
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from pieces(field, inner, scope)
    elif isinstance(value, bool):
        yield text("policy.yes" if value else "policy.no")
    elif value is not None:
        yield word(field, str(value), scope)


def word(field: str, value: str, scope: Scope) -> str:
    """One word of a value: by its phrase, its label, as a period, or as it stands."""
    if field in PHRASES:
        return scope.phrase(f"{PHRASES[field]}.{value}")
    if field in REFERENCES:
        return label_of(REFERENCES[field], value, scope)
    if field in {"role", "gate"}:
        return text(f"policy.value.{field}.{value}")
    if field == "basis" and value[:1].isdigit():
        return scope.phrase("basis_article").format(value)
    return scope.period(value) if PERIOD.fullmatch(value) or value in {NOTHING, UNTIL_CLOSED} else value
