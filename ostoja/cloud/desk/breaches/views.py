"""The pages of breaches; the officer's."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ostoja.cloud.accounts.views import signed_in
from ostoja.cloud.desk.breaches import flows
from ostoja.cloud.desk.breaches.forms import EventForm, RecordForm, ReportForm
from ostoja.cloud.desk.breaches.queries import breach_named, breaches
from ostoja.cloud.desk.breaches.query import finding
from ostoja.cloud.desk.breaches.rules import Clock, clock
from ostoja.cloud.desk.guard import staff
from ostoja.cloud.desk.models import Breach
from ostoja.cloud.desk.records.page import declared, personal_tables
from ostoja.cloud.desk.rules import Right
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.web.texts import text


@dataclass(frozen=True)
class Shown:
    """A breach of the register with its clock."""

    breach: Breach
    clock: Clock
    form: ReportForm


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Right.RECORDS)
def index(request: HttpRequest) -> HttpResponse:
    """The register, and the question whom a breach touched; answering it changes nothing until it is recorded."""
    now = timezone.now()
    zone = ZoneInfo(in_force(now).policy.about.zone)
    kind = RecordForm if "record" in request.POST else EventForm
    form = kind(personal_tables(), zone, now, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return render(request, "desk/breaches.html", {"form": form, "zone": zone, "breaches": register(now)})
    found = finding(form.event(), declared())
    if isinstance(form, RecordForm):
        told = flows.Told(*(form.cleaned_data[name] for name in ("noticed", "facts", "effects", "measures")))
        flows.record(signed_in(request), form.event(), found, told, now)
        messages.success(request, text("desk.breach.recorded"))
        return redirect("desk:breaches")
    typed = request.POST.dict() | {"tables": request.POST.getlist("tables")}
    again = RecordForm(personal_tables(), zone, now, initial=typed)
    counted = {"finding": found, "clock": clock(form.cleaned_data["noticed"], None, now)}
    return render(request, "desk/breaches.html", {"form": again, "zone": zone, "breaches": register(now)} | counted)


def register(now: datetime) -> list[Shown]:
    """Every breach with its clock, and what can be written down about it."""
    return [
        Shown(one, clock(one.noticed, one.reported, now), ReportForm(auto_id=f"id_{one.public}_%s"))
        for one in breaches()
    ]


@require_POST
@staff(Right.RECORDS)
def tell(request: HttpRequest, public: str) -> HttpResponse:
    """Write down that the authority or the people know."""
    breach, now = breach_named(public), timezone.now()
    if breach is None:
        raise Http404
    form = ReportForm(request.POST)
    late = form.cleaned_data["late"] if form.is_valid() else ""
    try:
        if "people" in request.POST:
            flows.tell(signed_in(request), breach, now)
        else:
            flows.report(signed_in(request), breach, late, now)
    except flows.BreachError as wrong:
        messages.error(request, text(str(wrong)))
    return redirect("desk:breaches")
