"""The page of an account's safety: where it is signed in, and what happened."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.security import known
from ostoja.cloud.security.devices import device_of
from ostoja.cloud.security.flows import end_browsers, unknow
from ostoja.cloud.security.queries import codes_app_of, events_of, passkeys_of, spare_codes_of
from ostoja.cloud.security.rules import Kind
from ostoja.cloud.sessions.flows import lend as lend_session
from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.queries import session_name, sessions_of, store_of
from ostoja.cloud.web.texts import text
from ostoja.protocol.ids import is_id

EVENTS_ON_A_PAGE = 20
LONGEST_NUMBER = 18
# Said to the next page, so that it lets the browser forget what it remembers of homes.
LENT = "lent"
View = Callable[..., HttpResponse]


def own(view: View) -> View:
    """A view that somebody who is signed in presses a button for."""

    @require_POST
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *arguments: object, **places: object) -> HttpResponse:
        return view(request, *arguments, **places)

    return guarded


@require_safe
@never_cache
@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Where this person is signed in, and what happened to the account."""
    person, said = signed_in(request), request.GET.get("before", "")
    before = int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER else None
    here = session_name(request)
    events = list(events_of(person, before)[: EVENTS_ON_A_PAGE + 1])
    places = {
        # The one in hand first, whatever was noted of the others since.
        "browsers": sorted(sessions_of(person.pk), key=lambda one: one.public != here),
        "here": here,
        "is_kept": store_of(request).is_kept(),
        "events": events[:EVENTS_ON_A_PAGE],
        "older": events[EVENTS_ON_A_PAGE - 1].pk if len(events) > EVENTS_ON_A_PAGE else None,
        "is_first_page": before is None,
        "app": codes_app_of(person),
        "passkeys": passkeys_of(person),
        "spare_codes": spare_codes_of(person),
        "is_lent": request.session.pop(LENT, False),
    }
    return render(request, "security/page.html", places)


@own
def end(request: HttpRequest, public: str) -> HttpResponse:
    """Sign another browser out."""
    ended(request, public, Kind.BROWSER_ENDED)
    messages.success(request, text("security.ended"))
    return redirect("security:page")


@own
def disown(request: HttpRequest, public: str) -> HttpResponse:
    """Sign a browser out that its owner does not know; whoever sat there knows the password, so another is due."""
    ended(request, public, Kind.DISOWNED)
    messages.warning(request, text("security.disowned"))
    return redirect("account_change_password")


def ended(request: HttpRequest, public: str, kind: Kind) -> None:
    """Sign one browser of whoever asks out.

    Raises: Http404 when there is none of this name, or it is the one that asks.
    """
    person = signed_in(request)
    others = sessions_of(person.pk).exclude(public=session_name(request))
    # What is no name is not even asked for: the databases disagree about strange characters.
    session = others.filter(public=public).first() if is_id(public) else None
    if session is None:
        raise Http404
    end_browsers(person, [session], kind, device_of(request), timezone.now)


@own
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign every other browser out."""
    person = signed_in(request)
    others: list[Session] = list(sessions_of(person.pk).exclude(public=session_name(request)))
    end_browsers(person, others, Kind.OTHERS_ENDED, device_of(request), timezone.now)
    messages.success(request, text("security.others_ended"))
    return redirect("security:page")


@own
def lend(request: HttpRequest) -> HttpResponse:
    """Take back that this is one's own computer: its session goes with the window, and it is known no more."""
    unknow(signed_in(request), known.secret_of(request))
    lend_session(store_of(request))
    request.session[LENT] = True
    messages.success(request, text("security.lent"))
    response = redirect("security:page")
    known.take_back(response)
    return response
