"""Global Privacy Control: a browser that says no for its person.

Source: W3C Global Privacy Control: the field's value is exactly ``1``, anything else says nothing.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.browser import visitor_of
from ostoja.cloud.consents.flows import heed
from ostoja.cloud.consents.queries import Subject, signalled
from ostoja.cloud.policies.queries import NothingPublishedError, in_force_for
from ostoja.cloud.web.texts import spoken

HEADER, SAYS_NO = "HTTP_SEC_GPC", "1"


def has_signal(request: HttpRequest) -> bool:
    """Whether the browser says no."""
    return request.META.get(HEADER) == SAYS_NO


class PrivacySignal:
    """Writes the browser's no down whenever it comes with a request and does not stand already.

    It is looked for with every request and not once a session: whoever turns the signal on means it from then on. A
    visitor without a name in the browser leaves no row; the signal itself comes with each of their requests.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer somebody whose browser's no is heeded."""
        if has_signal(request):
            for subject in subjects_of(request):
                listen(request, subject)
        return self._get_response(request)


def subjects_of(request: HttpRequest) -> list[Subject]:
    """For whom a browser speaks: whoever is signed in, and the visitor whose choice it remembers."""
    visitor = visitor_of(request)
    person = request.user if isinstance(request.user, Person) else None
    return [one for one in (person, visitor) if one is not None]


def listen(request: HttpRequest, subject: Subject) -> None:
    """Take the signal as somebody's no, where it is not one yet."""
    now = timezone.now()
    try:
        # A look without a lock first: nearly always the no stands already.
        if signalled(subject, in_force_for(request, now)):
            heed(subject, spoken(), now)
    except NothingPublishedError:
        return
