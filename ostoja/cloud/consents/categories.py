"""The questions that the cookie dialog asks: one for each kind of cookies that is not necessary.

A kind of cookies is asked about like a purpose, under a key of its own, so ledger, gate and the rule of 180 days know
only one notion. What it covers stands in the question, so whoever agreed is asked again when a tool or a cookie comes.

Source: Directive 2002/58/EC art. 5(3); Polish act on electronic communications art. 399; decision D13.
"""

import functools
from collections.abc import Iterator

from ostoja.cloud.consents.rules import cookie_categories
from ostoja.cloud.policies.queries import InForce
from ostoja.cloud.web.texts import text
from ostoja.policy.entries import Purpose, Question, Tool
from ostoja.policy.policy import Policy
from ostoja.policy.render.scope import Scope
from ostoja.policy.text import Language, Text
from ostoja.policy.words import Basis, CookieCategory, Gate, Place

PREFIX = "cookies."
VISITORS = "web_visitor"


def key_of(category: CookieCategory) -> str:
    """The key under which the ledger keeps the answer."""
    return PREFIX + category.value


@functools.lru_cache(maxsize=8)
def questions_in(found: InForce) -> dict[str, Purpose]:
    """What the dialog asks under one version of the policy, by the key of each answer."""
    policy = found.scope(Language.EN).policy
    return {key_of(category): question(found, category) for category in cookie_categories(policy)}


def question(found: InForce, category: CookieCategory) -> Purpose:
    """One question with everything that a yes to it would let in."""
    policy = found.scope(Language.EN).policy
    purposes = [policy.purposes[key] for key in sorted(purposes_of(policy, category))]
    data = {key for purpose in purposes for key in purpose.categories}
    data |= {key for tool in tools_of(policy, category).values() for key in tool.categories}
    said = {language: " ".join(sentences(found.scope(language), category)) for language in Language}
    asked = {language: text(f"consent.cookies.{category.value}", language.value) for language in Language}
    label = Text(asked[Language.PL], asked[Language.EN])
    return Purpose(
        groups=(VISITORS,),
        label=label,
        basis=Basis.CONSENT,
        categories=tuple(sorted(data)),
        gate=Gate.CONSENT,
        question=Question(ask=label, detail=Text(said[Language.PL], said[Language.EN])),
        profiling=any(purpose.profiling for purpose in purposes),
        fides="",
        dpv="dpv:Purpose",
    )


def purposes_of(policy: Policy, category: CookieCategory) -> frozenset[str]:
    """The purposes that cookies of this kind, and the tools that ask for it, follow on the public site."""
    named = {cookie.purpose for cookie in policy.cookies.values() if cookie.category is category}
    for tool in tools_of(policy, category).values():
        named |= set(policy.recipients[tool.recipient].purposes)
    return frozenset(key for key in named if VISITORS in policy.purposes[key].groups)


def tools_of(policy: Policy, category: CookieCategory) -> dict[str, Tool]:
    """The tools of the public site that load only for those who agreed to this kind of cookies."""
    tools = policy.tools.items()
    return {key: tool for key, tool in tools if tool.asks is category and Place.WEBSITE in tool.places}


def sentences(scope: Scope, category: CookieCategory) -> Iterator[str]:
    """What a yes lets in, a sentence each: tools with who receives, then cookies with how long they stay."""
    for tool in tools_of(scope.policy, category).values():
        yield f"{scope.say(tool.label)} ({scope.recipients((tool.recipient,))}): {scope.say(tool.does)}."
    for row in scope.policy.cookies.values():
        if row.category is category:
            names = ", ".join(f"{name} ({scope.period(age)})" for name, age in sorted(row.names.items()))
            yield f"{scope.say(row.label)}: {names}."
