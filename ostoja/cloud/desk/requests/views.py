"""The pages of requests and of people; the officer opens them, support sees the queue."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.desk.flows import Reason, look
from ostoja.cloud.desk.guard import staff
from ostoja.cloud.desk.requests import flows
from ostoja.cloud.desk.requests.forms import EnterForm, PersonForm
from ostoja.cloud.desk.requests.page import deeds, person_page, queue, request_page
from ostoja.cloud.desk.rules import Purpose, Right
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.rights.flows import Asked, RequestError
from ostoja.cloud.rights.models import Request
from ostoja.cloud.rights.page import today
from ostoja.cloud.rights.queries import request_named
from ostoja.cloud.rights.rules import Kind, Refusal, State
from ostoja.cloud.web.texts import text

Typed = dict[str, Any]
Do = Callable[[Person, Request, Typed, datetime], object]

DEEDS: dict[str, Do] = {
    "check": lambda by, one, typed, now: flows.identify(by, one, typed["check"], now),
    "move": lambda by, one, typed, now: flows.move(by, one, State(typed["state"]), typed["reason"], now),
    "reply": lambda by, one, typed, now: flows.reply(by, one, State(typed["state"]), typed["answer"], now),
    "refuse": lambda by, one, typed, now: flows.refuse(by, one, refusing(typed), now),
    "decide": lambda by, one, typed, now: flows.decide(by, one, now, agreed=typed["agreed"] == "yes"),
}


def refusing(typed: Typed) -> flows.Refusing:
    """A refusal as it was typed."""
    return flows.Refusing(Refusal(typed["code"]), typed["answer"], typed["evidence"])


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.QUEUE)
def index(request: HttpRequest) -> HttpResponse:
    """The queue, with the clocks."""
    return render(request, "desk/queue.html", queue(timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.PEOPLE)
def one(request: HttpRequest, public: str) -> HttpResponse:
    """One request; opening it is a look at a person's data."""
    found, now = known(public), timezone.now()
    look(signed_in(request), found.person, Reason("request", Purpose.REQUEST.value, request=found), now)
    return render(request, "desk/request.html", request_page(found, now))


def known(public: str) -> Request:
    """The request of this name.

    Raises: Http404.
    """
    found = request_named(public)
    if found is None:
        raise Http404
    return found


@require_POST
@staff(Right.PEOPLE)
def do(request: HttpRequest, public: str, deed: str) -> HttpResponse:
    """Do something to a request, and show how it stands then."""
    found, now, by = known(public), timezone.now(), signed_in(request)
    day = today(now, in_force(now))
    form = next((offered.form for offered in deeds(found, day, request.POST) if offered.name == deed), None)
    if form is None or not form.is_valid():
        messages.error(request, text("desk.error.incomplete"))
        return redirect("desk:request", public=public)
    try:
        DEEDS[deed](by, found, form.cleaned_data, now)
    except RequestError as wrong:
        messages.error(request, text(str(wrong)))
    else:
        messages.success(request, text("desk.done"))
    return redirect("desk:request", public=public)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.ENTER)
def enter(request: HttpRequest) -> HttpResponse:
    """The page on which a request is entered that came by another way."""
    now = timezone.now()
    day = today(now, in_force(now))
    form = EnterForm(day, request.POST if request.method == "POST" else None, initial={"received": day})
    if not form.is_bound or not form.is_valid():
        return render(request, "desk/enter.html", {"form": form})
    typed = form.cleaned_data
    asked = Asked(Kind(typed["kind"]), typed["channel"], typed["received"], typed["words"])
    flows.enter(signed_in(request), asked, flows.From(typed["person"], typed["name"], typed["way"]), now)
    messages.success(request, text("desk.enter.done"))
    return redirect("desk:queue")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """A person's record, after saying what for and in which matter."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "desk/people.html", {"form": form})
    typed, person = form.cleaned_data, person_at(form.cleaned_data["email"])
    if person is None:
        form.add_error("email", text("desk.error.no_account"))
        return render(request, "desk/people.html", {"form": form})
    look(signed_in(request), person, Reason("account", typed["purpose"], typed["ticket"]), timezone.now())
    return render(request, "desk/people.html", {"form": form} | person_page(person))
