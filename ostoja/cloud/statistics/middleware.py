"""Counts the pages that people open who agreed to it; whoever did not is not counted.

Source: GDPR art. 6(1)(a), 7; W3C Global Privacy Control.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.gate import DeniedError, ask, require
from ostoja.cloud.consents.signals import has_signal
from ostoja.cloud.policies.queries import NothingPublishedError
from ostoja.cloud.statistics.flows import count
from ostoja.cloud.statistics.rules import NOT_COUNTED, PURPOSE, counts, is_on

log = logging.getLogger(__name__)


class CountedPages:
    """Adds one to the total of a page after it was made; a total that cannot be written costs nobody their page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not is_on(settings.OSTOJA_ADAPTERS):
            raise MiddlewareNotUsed
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count the answer if it is a page and whoever asked for it agreed."""
        response = self._get_response(request)
        page = page_of(request, response)
        if page and isinstance(request.user, Person) and not has_signal(request):
            look_at(request.user, page, timezone.now())
        return response


def page_of(request: HttpRequest, response: HttpResponse) -> str:
    """The name of the page that is the answer; empty when it is none that is counted."""
    route = request.resolver_match
    if route is None or not route.url_name or NOT_COUNTED & set(route.namespaces):
        return ""
    kind = response.headers.get("Content-Type", "")
    return route.view_name if counts(request.method, response.status_code, kind) else ""


def look_at(person: Person, page: str, now: datetime) -> None:
    """Count a page, if this person agreed."""
    # Asked first: most say nothing, and that is no news for the log.
    if ask(person, PURPOSE, now) is not None:
        return
    try:
        count(require(person, PURPOSE, now), person.public, page, now)
    except (DeniedError, NothingPublishedError):
        # They took it back in between.
        return
    except Error as wrong:
        # Its words can hold values of a row; its kind says enough.
        log.error("the opening of a page was not counted: %s", type(wrong).__name__)  # noqa: TRY400
