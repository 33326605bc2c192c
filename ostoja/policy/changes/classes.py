"""How much each change matters; what a machine cannot judge counts as the graver class.

Source: GDPR art. 7(1), 12(1), 13(3).
"""

from collections.abc import Callable
from enum import IntEnum

from ostoja.policy.errors import PeriodError
from ostoja.policy.periods import Period


class Class(IntEnum):
    """The classes of a change; a higher one matters more."""

    EDITORIAL = 0
    INFORMATIONAL = 1
    MATERIAL = 2
    CONSENT_BREAKING = 3


Judge = Callable[[object, object], Class]


def always(verdict: Class) -> Judge:
    """A judge for fields whose every change matters the same."""
    return lambda _before, _after: verdict


def growth(before: object, after: object) -> Class:
    """For lists: more than before is material, less is information."""
    return Class.MATERIAL if set(members(after)) - set(members(before)) else Class.INFORMATIONAL


def shrinking(before: object, after: object) -> Class:
    """For lists that protect: less than before is material."""
    return growth(after, before)


def lengthening(before: object, after: object) -> Class:
    """For periods: longer is material, as is one that cannot be compared."""
    try:
        longer = Period.parse(str(after)).longest_days() > Period.parse(str(before)).longest_days()
    except PeriodError:
        return Class.MATERIAL
    return Class.MATERIAL if longer else Class.INFORMATIONAL


def ages(before: object, after: object) -> Class:
    """For the names of cookies with their ages: a new name or a longer age is material."""
    assert isinstance(before, dict)  # noqa: S101 - tells the type checker
    assert isinstance(after, dict)  # noqa: S101 - tells the type checker
    verdicts = [lengthening(before.get(name), age) for name, age in after.items() if before.get(name) != age]
    return max(verdicts, default=Class.INFORMATIONAL)


def members(value: object) -> tuple[object, ...]:
    """A list's members; nothing has none."""
    return tuple(value) if isinstance(value, list | tuple) else ()


NEW = {
    "categories": Class.MATERIAL,
    "cookies": Class.MATERIAL,
    "groups": Class.MATERIAL,
    "purposes": Class.MATERIAL,
    "recipients": Class.MATERIAL,
    # Of several rules the one that keeps longest counts.
    "retention": Class.MATERIAL,
    "tools": Class.MATERIAL,
    "transfers": Class.MATERIAL,
}
GONE = {"retention": Class.MATERIAL, "rights": Class.MATERIAL, "claims": Class.MATERIAL}
FIELDS: dict[str, dict[str, Judge]] = {
    "controller": {"name": always(Class.MATERIAL), "country": always(Class.MATERIAL)},
    "groups": {"role": always(Class.MATERIAL)},
    "categories": {
        "groups": growth,
        "sources": growth,
        "kept": growth,
        "optional": always(Class.MATERIAL),
        "export": always(Class.MATERIAL),
    },
    "purposes": {
        "groups": growth,
        "categories": growth,
        "basis": always(Class.MATERIAL),
        "balance": always(Class.MATERIAL),
        "gate": always(Class.MATERIAL),
        "profiling": always(Class.MATERIAL),
    },
    "retention": {
        "groups": always(Class.MATERIAL),
        "categories": always(Class.MATERIAL),
        "purposes": growth,
        "anchor": always(Class.MATERIAL),
        "period": lengthening,
        "rounding": always(Class.MATERIAL),
        "action": always(Class.MATERIAL),
        "cap": lengthening,
        "absolute": lengthening,
        "also_on": shrinking,
        "choices": shrinking,
        "holds": growth,
        "only_if": always(Class.MATERIAL),
        "opt_in": always(Class.MATERIAL),
        "form": always(Class.MATERIAL),
    },
    "recipients": {
        "name": always(Class.MATERIAL),
        "groups": growth,
        "categories": growth,
        "purposes": growth,
        "role": always(Class.MATERIAL),
        "country": always(Class.MATERIAL),
        "hosts": growth,
    },
    "transfers": {
        "recipients": growth,
        "countries": growth,
        "mechanism": always(Class.MATERIAL),
        "article": always(Class.MATERIAL),
    },
    "tools": {
        "recipient": always(Class.MATERIAL),
        "places": growth,
        "categories": growth,
        "asks": always(Class.MATERIAL),
        "hosts": growth,
    },
    "cookies": {
        "names": ages,
        "category": always(Class.MATERIAL),
        "party": always(Class.MATERIAL),
        "purpose": always(Class.MATERIAL),
        "recipient": always(Class.MATERIAL),
    },
    "rights": {"article": always(Class.MATERIAL)},
    "claims": {"text": always(Class.MATERIAL), "categories": shrinking},
}
# Fields that hold nothing but words for people, of which only a person can say that the meaning stayed.
WORDS = frozenset({"does", "heading", "label", "meaning", "parts", "seed", "term", "text", "title"})
ABOUT_ITSELF = frozenset({"definitions", "deviations", "sections"})
DATING = frozenset({"published", "effective", "version"})


def judge(kind: str, field: str, before: object, after: object) -> Class:
    """The class of a changed field."""
    if field == "adapter" and kind not in ABOUT_ITSELF:
        return Class.MATERIAL
    judges = FIELDS.get(kind, {})
    if field in judges:
        return judges[field](before, after)
    editorial = field in WORDS or kind in ABOUT_ITSELF or (kind == "about" and field in DATING)
    return Class.EDITORIAL if editorial else Class.INFORMATIONAL
