"""The pages of records; the officer's."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.audit.checkpoints import disagreements
from ostoja.cloud.desk.decisions import DECISIONS
from ostoja.cloud.desk.guard import staff
from ostoja.cloud.desk.records import flows
from ostoja.cloud.desk.records.forms import DisclosureForm, HoldForm
from ostoja.cloud.desk.records.page import evidence, forgetting, lately, offered, personal_tables
from ostoja.cloud.desk.rules import Right
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.retention.flows import Held
from ostoja.cloud.retention.queries import hold_numbered
from ostoja.cloud.retention.queries import holds as standing
from ostoja.cloud.rights.page import today
from ostoja.cloud.web.texts import spoken, text


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.RECORDS)
def holds(request: HttpRequest) -> HttpResponse:
    """The standing holds, and another one."""
    now = timezone.now()
    day = today(now, in_force(now))
    form = HoldForm(personal_tables(), day, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "desk/holds.html", {"form": form, "holds": standing().order_by("review"), "today": day})
    typed = form.cleaned_data
    kept = Held(typed["table"], str(typed["row"]), typed["field"])
    flows.hold(signed_in(request), kept, typed["reason"], typed["review"], now)
    messages.success(request, text("desk.hold.done"))
    return redirect("desk:holds")


@require_POST
@staff(Right.RECORDS)
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Let a record go."""
    kept = hold_numbered(number)
    if kept is None:
        raise Http404
    flows.release(signed_in(request), kept, timezone.now())
    messages.success(request, text("desk.hold.released"))
    return redirect("desk:holds")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.RECORDS)
def disclosures(request: HttpRequest) -> HttpResponse:
    """What left lately, and something that left by hand."""
    now = timezone.now()
    found = in_force(now)
    sent = request.POST if request.method == "POST" else None
    form = DisclosureForm(offered(found, spoken()), today(now, found), sent)
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        subjects, day = typed["people"], typed["day"]
        handed = flows.Handed(typed["recipient"], typed["purpose"], tuple(typed["categories"]), day, typed["note"])
        try:
            flows.hand_over(signed_in(request), handed, subjects, now)
        except flows.HandedError as wrong:
            form.add_error(None, text(f"desk.obstacle.{wrong.obstacle.value}"))
        else:
            messages.success(request, text("desk.disclosure.done"))
            return redirect("desk:disclosures")
    return render(request, "desk/disclosures.html", {"form": form, "entries": lately()})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.RECORDS)
def keeping(request: HttpRequest) -> HttpResponse:
    """Whether forgetting runs, and what is overdue."""
    return render(request, "desk/keeping.html", forgetting(timezone.now()))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.RECORDS)
def chains(request: HttpRequest) -> HttpResponse:
    """The chains of evidence, verified as the page is opened."""
    return render(request, "desk/evidence.html", {"chains": evidence(), "forged": list(disagreements())})


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.RECORDS)
def decisions(request: HttpRequest) -> HttpResponse:
    """The register of what programs decide by themselves."""
    return render(request, "desk/decisions.html", {"decisions": DECISIONS})
