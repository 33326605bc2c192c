"""On one's own machine the office has one address, since cookies and passkeys are bound to a name."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

NUMBERS = ("127.0.0.1", "[::1]")


class OneOrigin:
    """Sends who came to 127.0.0.1 to localhost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._is_local = urlsplit(settings.OSTOJA_ORIGIN).hostname == "localhost"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or redirect to the same page at the right address."""
        host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
        if self._is_local and host in NUMBERS:
            return HttpResponseRedirect(settings.OSTOJA_ORIGIN + request.get_full_path())
        return self._get_response(request)
