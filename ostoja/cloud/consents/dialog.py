"""The cookie dialog of the public site: what a page shows, loads and deletes for this visitor.

A page asks ``site_for`` and includes ``consents/_dialog.html``; ``dressed`` gives the answer its header and takes away
the cookies that may not stay. What a script could do in the browser is decided here, before the page leaves.

Source: decision D13; Directive 2002/58/EC art. 5(3).
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from msgspec.structs import replace

from ostoja.cloud.consents.browser import forget, visitor_of
from ostoja.cloud.consents.categories import key_of, questions_in, tools_of
from ostoja.cloud.consents.gate import agreed
from ostoja.cloud.consents.queries import Visitor, may_be_asked
from ostoja.cloud.consents.rules import cookie_categories, cookies_to_go
from ostoja.cloud.consents.signals import has_signal
from ostoja.cloud.policies.queries import InForce, publication_in_force, version
from ostoja.policy.entries import Question
from ostoja.policy.policy import Policy
from ostoja.policy.render.doors import content_security_policy
from ostoja.policy.render.scope import Scope
from ostoja.policy.words import CookieCategory

HEADER = "Content-Security-Policy"


@dataclass(frozen=True)
class Offer:
    """One kind of cookies as the dialog offers it; ``is_given`` only if somebody agreed to this very question."""

    key: str
    ask: str
    detail: str
    is_given: bool


@dataclass(frozen=True)
class Site:
    """What a page of the public site shows this visitor, loads for them and deletes in their browser."""

    policy: str
    language: str
    offers: tuple[Offer, ...]
    is_asked: bool
    has_signal: bool
    agreed: frozenset[CookieCategory]
    tags: tuple[str, ...]
    header: str
    to_go: frozenset[str]


def site_for(request: HttpRequest, language: str, now: datetime) -> Site | None:
    """What the page that is being made has for this visitor; nothing while no policy is in force."""
    publication = publication_in_force(now)
    if publication is None:
        return None
    found, visitor, signal = version(publication.hash), visitor_of(request), has_signal(request)
    policy, given = with_stand_ins(found.scope(language).policy), agreed(visitor, found, now)
    return Site(
        policy=publication.hash,
        language=language,
        offers=offers(found, given, language),
        is_asked=not signal and is_asked(visitor, found, now),
        has_signal=signal,
        agreed=given,
        tags=tags(policy, given),
        header=content_security_policy(policy, given),
        to_go=cookies_to_go(policy, given),
    )


def is_asked(visitor: Visitor | None, found: InForce, now: datetime) -> bool:
    """Whether the dialog comes by itself: not within 180 days of a no, unless it asks something else."""
    questions = questions_in(found)
    return bool(questions) if visitor is None else may_be_asked(visitor, questions, now)


def offers(found: InForce, given: frozenset[CookieCategory], language: str) -> tuple[Offer, ...]:
    """What the dialog offers, in the reader's language."""
    scope = found.scope(language)
    questions = questions_in(found)
    return tuple(
        Offer(key_of(kind), *words(scope, questions[key_of(kind)].question), is_given=kind in given)
        for kind in cookie_categories(scope.policy)
    )


def words(scope: Scope, question: Question | None) -> tuple[str, str]:
    """A question and what a yes to it lets in."""
    return ("", "") if question is None else (scope.say(question.ask), scope.say(question.detail))


def with_stand_ins(policy: Policy) -> Policy:
    """The policy with the hosts that stand in for recipients while somebody tries an adapter out."""
    tools = {key: replace(tool, hosts=stand_ins(tool.recipient) or tool.hosts) for key, tool in policy.tools.items()}
    return replace(policy, tools=tools)


def tags(policy: Policy, given: frozenset[CookieCategory]) -> tuple[str, ...]:
    """The addresses of the scripts that a page loads for somebody who agreed to these kinds.

    We ship no loader of anybody: a tool has a tag only where something stands in for it.
    """
    tools = ((key, tool) for kind in sorted(given) for key, tool in tools_of(policy, kind).items())
    return tuple(f"https://{host}/{key}.js" for key, tool in tools for host in stand_ins(tool.recipient))


def stand_ins(recipient: str) -> tuple[str, ...]:
    """The hosts that stand in for somebody."""
    found: tuple[str, ...] = settings.STAND_INS.get(recipient, ())
    return found


def dressed(request: HttpRequest, response: HttpResponse, site: Site) -> HttpResponse:
    """A page with the header of this visitor, and without the cookies that may not stay."""
    response.headers[HEADER] = site.header
    forget(request, response, site.to_go)
    return response
