"""The pages on which a person hands their data over, and on which the receiver fetches them."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.disclosures.door import DisclosureError
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.rights.handover import flows
from ostoja.cloud.rights.handover.forms import HandoverForm
from ostoja.cloud.rights.handover.queries import handover_at, links_of
from ostoja.cloud.rights.page import today
from ostoja.cloud.rights.views import asked_again, declared
from ostoja.cloud.web.texts import text


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Make a link, after the password; it is shown this once."""
    person, now = signed_in(request), timezone.now()
    form, answer = asked_again(request, person, HandoverForm)
    if answer is not None:
        return answer
    places = {"form": form, "links": links_of(person), "now": now}
    if form.is_bound and form.is_valid():
        try:
            token = flows.offer(person, form.cleaned_data["receiver"], today(now, in_force(now)), now)
        except flows.TooManyError:
            form.add_error(None, text("right.handover.too_many"))
        else:
            link = request.build_absolute_uri(reverse("rights:handed", args=[token]))
            places |= {"link": link, "receiver": form.cleaned_data["receiver"], "days": flows.LIFE.days}
    return render(request, "rights/handover.html", places)


@login_required
@require_POST
def take_back(request: HttpRequest, public: str) -> HttpResponse:
    """End a link that nobody used yet."""
    ended = flows.take_back(signed_in(request), public)
    messages.success(request, text("right.handover.ended" if ended else "right.handover.nothing"))
    return redirect("rights:hand_over")


# Whoever has the link may fetch, a program too, which has no cookies; and nothing here acts for who is signed in.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def handed(request: HttpRequest, token: str) -> HttpResponse:
    """The receiver's page; only pressing its button fetches, so that no preview of a link uses it up.

    Raises: Http404 when it opens nothing any more.
    """
    now = timezone.now()
    found = handover_at(token, now)
    if found is None:
        return render(request, "rights/handed.html", status=HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return render(request, "rights/handed.html", {"handover": found})
    try:
        content = flows.fetch(found, declared(), now)
    except DisclosureError:
        return render(request, "rights/handed.html", {"refused": True}, status=HTTPStatus.CONFLICT)
    if content is None:
        raise Http404
    name = f"attachment; filename=ostoja-portability-{today(now, in_force(now))}.zip"
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": name})
