"""A page speaks the account's language when somebody is signed in, else the browser's; its hours are the account's."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers


class SpokenLanguage:
    """Chooses the language and the hours of every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of whoever asks, by their clock."""
        with translation.override(language_of(request)), timezone.override(zone_of(request)):
            response = self._get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def language_of(request: HttpRequest) -> str:
    """The language in which to answer this request."""
    own = str(getattr(getattr(request, "user", None), "language", ""))
    return own or translation.get_language_from_request(request)


def zone_of(request: HttpRequest) -> ZoneInfo | None:
    """The time zone of whoever is signed in; nothing when nobody is."""
    own = str(getattr(getattr(request, "user", None), "time_zone", ""))
    return ZoneInfo(own) if own else None
