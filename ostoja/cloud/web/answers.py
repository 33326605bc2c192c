"""JSON in and out, in the form of docs/wire/office.md."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from ostoja.cloud.web.bodies import LARGEST_BODY

Body = TypeVar("Body", bound=msgspec.Struct)
View = Callable[..., HttpResponse]


class RefusedError(Exception):
    """The request is answered with this status and word."""

    def __init__(self, status: HTTPStatus, word: str) -> None:
        super().__init__(word)
        self.status = status
        self.word = word


def answer(content: object, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    """A JSON answer."""
    return HttpResponse(msgspec.json.encode(content), status=status, content_type="application/json")


def error(refused: RefusedError) -> HttpResponse:
    """A refusal as JSON."""
    return answer({"error": refused.word}, refused.status)


def body_of(request: HttpRequest, shape: type[Body]) -> Body:
    """The body of this request.

    Raises: RefusedError when it is too large or not understood.
    """
    if len(request.body) > LARGEST_BODY:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large")
    try:
        return msgspec.json.decode(request.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "malformed") from wrong


def by_method(**views: View) -> View:
    """One view for a route, that serves each of these methods; the cookies' protection is theirs to ask for."""

    def view(request: HttpRequest, *arguments: object, **places: object) -> HttpResponse:
        method = (request.method or "").lower()
        serve = views.get("get" if method == "head" else method)
        if serve is None:
            refused = error(RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "method"))
            refused.headers["Allow"] = ", ".join(name.upper() for name in views)
            return refused
        try:
            return serve(request, *arguments, **places)
        except RefusedError as refusal:
            return error(refusal)

    return csrf_exempt(view)
