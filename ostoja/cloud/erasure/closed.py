"""An office that was restored stays closed until what was erased is erased again."""

import json
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from ostoja.cloud.erasure.lines import sync, write_whole
from ostoja.cloud.web.answers import RefusedError, error
from ostoja.cloud.web.views import API_PREFIXES

NAME = "restoring.json"
RETRY_SECONDS = "600"


class Closed:
    """Answers 503 to everything while the office is closed, and asks no database for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say that the office is closed for a while."""
        if not is_closed():
            return self._get_response(request)
        answer = self.closed(request)
        answer.headers["Retry-After"] = RETRY_SECONDS
        return answer

    def closed(self, request: HttpRequest) -> HttpResponse:
        """The page for people, or a word in JSON for programs."""
        if request.path_info.startswith(API_PREFIXES):
            return error(RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "closed"))
        with translation.override(translation.get_language_from_request(request)):
            return HttpResponse(render_to_string("erasure/closed.html"), status=HTTPStatus.SERVICE_UNAVAILABLE)


def place() -> Path:
    """The file that keeps the office closed while it is there."""
    return Path(settings.OSTOJA_VAR) / NAME


def is_closed() -> bool:
    """Whether the office is closed."""
    return place().exists()


def is_open() -> bool:
    """Whether people get in, for those who watch over it."""
    return not is_closed()


def close_office(state: dict[str, Any]) -> None:
    """Close the office, or write how far its restore is; when this answers it is on disk."""
    draft = place().with_suffix(".part")
    write_whole(draft, json.dumps(state).encode())
    draft.rename(place())
    sync(place().parent)


def state() -> dict[str, Any]:
    """How far the restore is; empty when there is none, or nobody can tell."""
    try:
        found = json.loads(place().read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def open_office() -> None:
    """Let people in."""
    place().unlink(missing_ok=True)
    sync(place().parent)
