"""What is answered when too many passwords wait to be hashed."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ostoja.cloud.passwords.turns import BusyError

# A row of passwords is worked off in about a second or two.
RETRY_SECONDS = 5


class Busy:
    """Answers with a page that says to come again, where a password could not be hashed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer whoever asks."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, wrong: Exception) -> HttpResponse | None:
        """The page, for this one exception."""
        if not isinstance(wrong, BusyError):
            return None
        page = render(request, "web/busy.html", status=HTTPStatus.SERVICE_UNAVAILABLE)
        page.headers["Retry-After"] = str(RETRY_SECONDS)
        return page
