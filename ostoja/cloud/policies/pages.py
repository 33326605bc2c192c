"""The documents that a version of the policy is published with."""

import functools
from collections.abc import Collection
from dataclasses import dataclass

from ostoja.cloud.policies.queries import version
from ostoja.policy.policy import Policy
from ostoja.policy.proofs import proofs, proved
from ostoja.policy.render.html import html
from ostoja.policy.render.outputs import document, formatted
from ostoja.policy.render.scope import Scope
from ostoja.policy.text import Language

# By the ending of its address, what a file is to the renderer and to a browser.
FILES = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}
FORMS = {"pdf": "pdf", "txt": "text"}
NOTICE = "notice"
KINDS = (NOTICE, "cookies", "recipients")
# What is shown inside a page of ours.
ARTICLE = "html"


@dataclass(frozen=True)
class Drawn:
    """A document in one language and form."""

    kind: str
    language: str
    form: str
    content: bytes


def claims_of(policy: Policy) -> frozenset[str]:
    """The claims of a policy that this build has proved."""
    return proved(policy.claims, proofs())


def documents(policy: Policy, adapters: Collection[str], claims: frozenset[str]) -> tuple[Drawn, ...]:
    """Every document of a version, in every language.

    Raises: PolicyError when the policy cannot be drawn, as when it makes a claim that nothing proves.
    """
    return drawn_once(policy.canonical(), tuple(sorted(adapters)), claims)


# A draft is drawn for the look and again for the publication, and the PDF of a long notice takes a second.
@functools.lru_cache(maxsize=2)
def drawn_once(canonical: bytes, adapters: tuple[str, ...], claims: frozenset[str]) -> tuple[Drawn, ...]:
    """The same, for what can be remembered."""
    policy = Policy.from_canonical(canonical)
    found = []
    for language in Language:
        scope = Scope.of(policy, adapters, language)
        for kind in KINDS:
            made = document(scope, kind, claims)
            found.append(Drawn(kind, language.value, ARTICLE, html(made).encode()))
            if kind == NOTICE:
                found.extend(
                    Drawn(kind, language.value, ending, formatted(made, form)) for ending, form in FORMS.items()
                )
    return tuple(found)


# A published version never changes, and drawing a notice takes a tenth of a second.
@functools.lru_cache(maxsize=32)
def notice_for(name: str, group: str, language: str) -> str:
    """What of a published notice concerns one group of people, as a piece of a page.

    Raises: Publication.DoesNotExist; KeyError for a group that there is not.
    """
    found = version(name)
    scope = Scope(found.policy, found.adapters, Language(language), group)
    return html(document(scope, NOTICE, claims_of(found.policy)))
