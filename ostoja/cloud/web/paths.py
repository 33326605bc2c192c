"""Addresses that are none: what no database takes is not found, before anybody asks one."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class PlainPaths:
    """Answers that there is no page where an address holds what no text of ours does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer.

        Raises: Http404 for an address with a null, which PostgreSQL refuses in any text.
        """
        if "\0" in request.path:
            raise Http404
        return self._get_response(request)
