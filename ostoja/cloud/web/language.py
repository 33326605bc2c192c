"""A page speaks the account's language when somebody is signed in, else the browser's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers


class SpokenLanguage:
    """Chooses the language of every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of whoever asks."""
        with translation.override(language_of(request)):
            response = self._get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def language_of(request: HttpRequest) -> str:
    """The language in which to answer this request."""
    own = str(getattr(getattr(request, "user", None), "language", ""))
    return own or translation.get_language_from_request(request)
