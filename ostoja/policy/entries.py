"""The entries of a policy, one structure a kind.

An entry's ``seed`` names the section of the followed policy that says the same, as ``4(1)``; without it the entry is
the operator's own.
``adapter`` names the part of the program that must be on for the entry to be true; without it the entry always holds.
"""

from datetime import date
from typing import Annotated, TypeVar

import msgspec

from ostoja.policy.periods import Rounding
from ostoja.policy.text import Text
from ostoja.policy.words import (
    Action,
    Basis,
    CookieCategory,
    Gate,
    Kept,
    Mechanism,
    OurRole,
    Party,
    Place,
    RecipientRole,
    Severity,
    Source,
)

Value = TypeVar("Value")

Ids = tuple[str, ...]
# At least one: what names nobody would be promised to nobody, and end for nobody.
Some = Annotated[tuple[Value, ...], msgspec.Meta(min_length=1)]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every kind of entry is: unchangeable, and with no field that nobody reads."""


class About(Entry, frozen=True, kw_only=True):
    """The document itself."""

    document: str
    title: Text
    version: str
    published: date
    effective: date
    zone: str
    scope: Text
    follows: str | None = None
    contents: Text
    measures: Text


class Register(Entry, frozen=True, kw_only=True):
    """A number under which a public register lists the controller."""

    name: str
    number: str


class Authority(Entry, frozen=True, kw_only=True):
    """The supervisory authority to which people may complain."""

    name: Text
    address: str
    url: str
    checked: date
    review: date


class Controller(Entry, frozen=True, kw_only=True):
    """Who answers for the processing. Source: GDPR art. 13(1)(a) and (b)."""

    name: str
    address: str
    country: str
    email: str
    registers: tuple[Register, ...]
    court: Text | None = None
    share_capital: str | None = None
    phone: str | None = None
    officer_name: str | None = None
    officer_email: str | None = None
    authority: Authority
    example: bool = False


class Definition(Entry, frozen=True, kw_only=True):
    """A word that the notice uses in a narrow sense."""

    term: Text
    meaning: Text
    seed: str | None = None


class Group(Entry, frozen=True, kw_only=True):
    """People of one kind. ``needed`` says whether they must give data, ``otherwise`` what happens if they do not."""

    label: Text
    who: Text
    collected: Text
    role: OurRole = OurRole.CONTROLLER
    needed: Text | None = None
    otherwise: Text | None = None
    seed: str | None = None
    adapter: str | None = None


class Holding(Entry, frozen=True, kw_only=True):
    """A category of data that is held: about whom, from where, and on which machines it lies.

    ``unstored`` says why no table holds it, when none does.
    """

    groups: Some[str]
    sources: Some[Source]
    kept: Some[Kept]
    optional: bool = False
    export: bool = True
    unstored: str | None = None
    seed: str | None = None
    adapter: str | None = None


class Balance(Entry, frozen=True, kw_only=True):
    """The balancing test behind a legitimate interest: its document, and the interest in plain words."""

    document: str
    interest: Text


class Question(Entry, frozen=True, kw_only=True):
    """The question that consent answers, in the words in which it is asked."""

    ask: Text
    detail: Text


class Purpose(Entry, frozen=True, kw_only=True):
    """Why data of groups are processed. Source: GDPR art. 13(1)(c) and (d), art. 30(1)(b)."""

    groups: Some[str]
    label: Text
    basis: Basis
    categories: Some[str]
    law: tuple[str, ...] = ()
    balance: Balance | None = None
    gate: Gate = Gate.NONE
    question: Question | None = None
    profiling: bool = False
    fides: str
    dpv: str
    seed: str | None = None
    adapter: str | None = None


class Rule(Entry, frozen=True, kw_only=True):
    """How long categories are kept for purposes, from which event on, and what happens then."""

    label: Text
    groups: Some[str]
    categories: Some[str]
    purposes: Some[str]
    anchor: str
    starts: Text
    period: str
    rounding: Rounding = Rounding.NONE
    action: Action = Action.ERASE
    basis: Some[str]
    choices: tuple[str, ...] = ()
    also_on: tuple[str, ...] = ()
    cap: str | None = None
    notice: str | None = None
    absolute: str | None = None
    earlier: str | None = None
    only_if: Text | None = None
    holds: tuple[str, ...] = ()
    form: Text | None = None
    opt_in: bool = False
    seed: str | None = None
    adapter: str | None = None


class Recipient(Entry, frozen=True, kw_only=True):
    """Somebody who receives data. ``name`` is the legal entity; without it the entry is a kind of recipient."""

    label: Text
    groups: Some[str]
    role: RecipientRole
    categories: Ids
    purposes: Ids
    does: Text
    name: str | None = None
    country: str | None = None
    contract: str | None = None
    hosts: tuple[str, ...] = ()
    url: str | None = None
    checked: date | None = None
    review: date | None = None
    seed: str | None = None
    adapter: str | None = None


class Transfer(Entry, frozen=True, kw_only=True):
    """What lets data leave the European Economic Area towards recipients. Source: GDPR art. 44 to 49."""

    recipients: Some[str]
    countries: Some[str]
    mechanism: Mechanism
    article: str
    reference: str
    review: date
    seed: str | None = None


class Tool(Entry, frozen=True, kw_only=True):
    """A tool of somebody else, with the places where it runs."""

    label: Text
    recipient: str
    places: Some[Place]
    does: Text
    categories: Ids = ()
    asks: CookieCategory | None = None
    hosts: tuple[str, ...] = ()
    url: str | None = None
    section: str
    seed: str | None = None
    adapter: str


class Cookie(Entry, frozen=True, kw_only=True):
    """A row of the cookie table: names with how long each stays, ``session`` or a period."""

    label: Text
    party: Party
    purpose: str
    category: CookieCategory
    names: Annotated[dict[str, str], msgspec.Meta(min_length=1)]
    recipient: str | None = None
    storage: tuple[str, ...] = ()
    seed: str | None = None
    adapter: str | None = None


class Right(Entry, frozen=True, kw_only=True):
    """A right of the person. Source: GDPR chapter III, art. 77."""

    article: str
    label: Text
    text: Text
    seed: str | None = None


class Claim(Entry, frozen=True, kw_only=True):
    """A sentence of the notice that is true only while a test passes."""

    text: Text
    test: str
    categories: Ids = ()


class Law(Entry, frozen=True, kw_only=True):
    """An act that entries rely on, and when somebody has to look at it again."""

    title: Text
    url: str
    review: date


class Deviation(Entry, frozen=True, kw_only=True):
    """Where this policy says something else than the one it follows, and why."""

    gaps: Ids
    severity: Severity
    what: Text
    reason: Text
    seed: tuple[str, ...]


class Part(Entry, frozen=True, kw_only=True):
    """A piece of a section: words, or a list drawn from the entries."""

    text: Text | None = None
    show: str | None = None
    of: str | None = None
    claim: str | None = None


class Section(Entry, frozen=True, kw_only=True):
    """A section of the notice, in the order in which people read it."""

    heading: Text
    parts: Some[Part]
    seed: str | None = None
    adapter: str | None = None
