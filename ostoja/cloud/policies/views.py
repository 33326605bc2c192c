"""The pages on which anybody reads the promise, what it was, and what changes."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.pages import ARTICLE, FILES, KINDS, NOTICE, notice_for
from ostoja.cloud.policies.queries import (
    before,
    page_of,
    publication_in_force,
    publication_named,
    publications,
    to_come,
    version,
)
from ostoja.cloud.policies.readable import readable
from ostoja.cloud.web.texts import LANGUAGES, spoken, text
from ostoja.policy.changes.changes import changes_between
from ostoja.policy.render.jsonld import jsonld

HASH = re.compile(r"[0-9a-f]{64}")


@require_safe
def notice(request: HttpRequest, kind: str = NOTICE, language: str = "") -> HttpResponse:
    """The notice that holds now, or a list from it, in the language of the page or the one asked for."""
    language = language or spoken()
    standing = in_force_now()
    places = {
        "article": article(standing, kind, language),
        "kind": kind,
        "kinds": KINDS,
        "to_come": to_come(timezone.now()),
        "groups": groups_in(standing, language) if kind == NOTICE else {},
        "standing": standing,
    }
    return render(request, "policies/notice.html", places | languages(language))


@require_safe
def concerning(request: HttpRequest, group: str, language: str = "") -> HttpResponse:
    """What of the notice that holds now concerns people of one kind, so that nobody looks for it in a long text."""
    language, standing = language or spoken(), in_force_now()
    found = version(standing.hash)
    if language not in LANGUAGES or group not in found.scope(language).policy.groups:
        raise Http404
    piece = notice_for(standing.hash, group, language)
    places = {"article": mark_safe(piece), "group": group, "standing": standing}  # noqa: S308 - the renderer escaped it
    return render(request, "policies/concerning.html", places | languages(language))


@require_safe
def file(request: HttpRequest, language: str, ending: str, name: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    """The notice as a file: the one that holds now, or that of a version at its permanent address."""
    if ending not in FILES:
        raise Http404
    publication = named(name) if name else in_force_now()
    return HttpResponse(page(publication, NOTICE, language, ending), content_type=FILES[ending])


@require_safe
def linked_data(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The policy that holds now, for programs."""
    found = version(in_force_now().hash)
    return HttpResponse(jsonld(found.scope("en").policy), content_type="application/ld+json")


@require_safe
def versions(request: HttpRequest) -> HttpResponse:
    """Every version with the day from which on it held, the newest first."""
    places = {"versions": publications().reverse(), "standing": in_force_now()}
    return render(request, "policies/versions.html", places)


@require_safe
def archived(request: HttpRequest, name: str, language: str = "") -> HttpResponse:
    """A version at its permanent address, as it was published."""
    publication, language = named(name), language or spoken()
    places = {
        "article": article(publication, NOTICE, language),
        "publication": publication,
        "standing": in_force_now(),
    }
    return render(request, "policies/archived.html", places | languages(language))


@require_safe
def canonical(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The very bytes of which the hash of a version is taken, so that anybody can check it."""
    found = version(named(name).hash)
    return HttpResponse(found.scope("en").policy.canonical(), content_type="application/json")


@require_safe
def changes(request: HttpRequest, name: str) -> HttpResponse:
    """What a version changed, in words."""
    publication = named(name)
    earlier = before(publication)
    if earlier is None:
        return redirect("policies:archived", name=name)
    old, new = version(earlier.hash).scope(spoken()), version(publication.hash).scope(spoken())
    lines = readable(changes_between(old.policy, new.policy), old, new)
    places = {"publication": publication, "earlier": earlier, "lines": lines}
    return render(request, "policies/changes.html", places)


def groups_in(standing: Publication, language: str) -> dict[str, str]:
    """The people of whom a version speaks, by what they are called."""
    scope = version(standing.hash).scope(language)
    return {key: scope.say(entry.label) for key, entry in scope.policy.groups.items()}


def languages(language: str) -> dict[str, str]:
    """The language of a page's document, and the other one with its own name."""
    other = next(one for one in LANGUAGES if one != language)
    return {"language": language, "other": other, "other_name": text(f"policy.language.{other}")}


def in_force_now() -> Publication:
    """The version that holds now.

    Raises: Http404.
    """
    publication = publication_in_force(timezone.now())
    if publication is None:
        raise Http404
    return publication


def named(name: str) -> Publication:
    """The version of this hash.

    Raises: Http404.
    """
    # A database refuses to look for what cannot be text.
    publication = publication_named(name) if HASH.fullmatch(name) else None
    if publication is None:
        raise Http404
    return publication


def article(publication: Publication, kind: str, language: str) -> str:
    """A document as a piece of a page; the renderer escaped every word of it.

    Raises: Http404.
    """
    return mark_safe(page(publication, kind, language, ARTICLE).decode())  # noqa: S308 - see above


def page(publication: Publication, kind: str, language: str, form: str) -> bytes:
    """A document as it was published.

    Raises: Http404.
    """
    is_known = kind in KINDS and language in LANGUAGES
    content = page_of(publication, kind, language, form) if is_known else None
    if content is None:
        raise Http404
    return content
