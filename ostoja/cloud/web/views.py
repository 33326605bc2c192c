"""The pages for what went wrong."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from ostoja.cloud.web.answers import RefusedError, error
from ostoja.cloud.web.language import language_of

API_PREFIXES = ("/app/api/", "/gateway/", "/relay/", "/.well-known/")
WORDS = {
    HTTPStatus.BAD_REQUEST: "malformed",
    HTTPStatus.FORBIDDEN: "no_right",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.INTERNAL_SERVER_ERROR: "failed",
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The page for a request that is not understood."""
    return trouble(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The page for what somebody has no right to."""
    return trouble(request, HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The page for a form that did not come from a page of ours, or came too late."""
    return trouble(request, HTTPStatus.FORBIDDEN, page="web/stale.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The page for an address at which there is nothing."""
    return trouble(request, HTTPStatus.NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours."""
    return trouble(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def trouble(request: HttpRequest, status: HTTPStatus, page: str = "") -> HttpResponse:
    """A page that says what happened and what to do; a word in JSON for programs."""
    if request.path_info.startswith(API_PREFIXES):
        return error(RefusedError(status, WORDS[status]))
    with translation.override(_language(request, status)):
        # Without the request: no context processor may ask a database that is perhaps what failed.
        return HttpResponse(render_to_string(page or f"web/{status.value}.html"), status=status)


def _language(request: HttpRequest, status: HTTPStatus) -> str:
    # A fault may be the database's, and then asking it for the account's language would be another.
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        return translation.get_language_from_request(request)
    return language_of(request)
