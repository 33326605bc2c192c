"""Who gets through to the desk: staff, in a role that may, with a code that is fresh; for anybody else it is not there.

A form that was sent after the code had aged is carried through the question for another one, so that nothing typed is
lost; it is kept nowhere in the meantime.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.queries import has_second, role_of
from ostoja.cloud.desk.rules import Right, is_fresh, may
from ostoja.cloud.security.second.forms import AgainForm
from ostoja.cloud.security.second.passing import passed, remember

View = Callable[..., HttpResponse]
PREFIX = "second"
CODE, WAY = f"{PREFIX}-code", f"{PREFIX}-way"
NOT_CARRIED = frozenset({CODE, WAY, "csrfmiddlewaretoken"})


def appointed(view: View) -> View:
    """A view for staff of any role, before they have a second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: object, **places: object) -> HttpResponse:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        if role_of(request.user) is None:
            raise Http404
        return view(request, *arguments, **places)

    return guarded


def staff(right: Right) -> Callable[[View], View]:
    """A view for staff whose role has this right, and who gave a code lately."""

    def guard(view: View) -> View:
        @appointed
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: object, **places: object) -> HttpResponse:
            person = request.user
            assert isinstance(person, Person)  # noqa: S101 - the outer guard looked
            role = role_of(person)
            if role is None or not may(role, right):
                raise PermissionDenied
            if not has_second(person):
                onward = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('mfa_activate_totp')}?{onward}")
            if not is_fresh(passed(request, person), timezone.now()):
                answer = asked_again(request, person)
                if answer is not None:
                    return answer
            return view(request, *arguments, **places)

        return guarded

    return guard


def asked_again(request: HttpRequest, person: Person) -> HttpResponse | None:
    """The question for another code; nothing when it was answered and what was sent with it can be done."""
    form = AgainForm(request.POST if CODE in request.POST else None, prefix=PREFIX, user=person)
    if form.is_bound and form.is_valid():
        form.authenticator.record_usage()
        remember(request, timezone.now())
        return redirect(request.get_full_path()) if request.POST.get(WAY) == "GET" else None
    carried = [(name, value) for name, values in request.POST.lists() if name not in NOT_CARRIED for value in values]
    way = request.POST.get(WAY, "GET" if request.method != "POST" else "POST")
    places = {"form": form, "carried": carried, "way": way, "way_field": WAY}
    return render(request, "desk/again.html", places)
