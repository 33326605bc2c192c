"""The page on which somebody without an account asks; through a home it says nothing of that home either."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ostoja.cloud.desk.requests.flows import From, ask
from ostoja.cloud.desk.strangers.forms import StrangerForm
from ostoja.cloud.homes.queries import installation_at
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.rights.flows import Asked
from ostoja.cloud.rights.page import today
from ostoja.cloud.rights.rules import Kind
from ostoja.cloud.web.limits import Limit, asker
from ostoja.cloud.web.texts import text

ASKING = Limit("strangers", most=5, seconds=86_400)


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, home: str = "") -> HttpResponse:
    """Ask for something; a home that is named and one that never was are answered alike."""
    now = timezone.now()
    found = in_force(now)
    form = StrangerForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "desk/stranger.html", {"form": form, "controller": found.policy.controller})
    if not ASKING.allows(asker(request), now):
        return render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    typed = form.cleaned_data
    asked = Asked(Kind(typed["kind"]), "page", today(now, found), typed["words"])
    ask(asked, From(None, typed["name"], typed["email"], installation_at(home)), now)
    messages.success(request, text("right.stranger.done"))
    return redirect(request.path)
