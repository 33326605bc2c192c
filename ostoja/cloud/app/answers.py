"""The app's API in JSON: who asks, whether the request is theirs, and what refusals are called."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.homes import errors
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.web.answers import RefusedError

REFUSALS: dict[type[errors.HomeError], tuple[HTTPStatus, str]] = {
    errors.NotYoursError: (HTTPStatus.NOT_FOUND, "not_found"),
    errors.SignedOutError: (HTTPStatus.UNAUTHORIZED, "signed_out"),
    errors.NoRightError: (HTTPStatus.FORBIDDEN, "no_right"),
    errors.LastOwnerError: (HTTPStatus.CONFLICT, "last_owner"),
    errors.BadNameError: (HTTPStatus.BAD_REQUEST, "malformed"),
    errors.TooManyError: (HTTPStatus.TOO_MANY_REQUESTS, "too_many"),
}
SAFE_METHODS = ("GET", "HEAD")


def personal(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for signed-in people; what it is given first is the person, then the request."""

    @wraps(serve)
    def view(request: HttpRequest, **places: str) -> HttpResponse:
        person = request.user
        if not isinstance(person, Person):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "signed_out")
        if request.method not in SAFE_METHODS:
            check_origin(request)
        try:
            return serve(person, request, **places)
        except errors.HomeError as refused:
            status, word = REFUSALS[type(refused)]
            raise RefusedError(status, word) from refused

    return view


def check_origin(request: HttpRequest) -> None:
    """Nothing, when the request comes from a page of ours that was given the token.

    Raises: RefusedError when it may have been made by another site.
    """
    # The views are exempt from the check before them, so that who is signed out hears that, and not this.
    check = CsrfViewMiddleware(lambda _: HttpResponse())
    if check.process_view(request, HttpResponse, (), {}) is not None:
        raise RefusedError(HTTPStatus.FORBIDDEN, "csrf")


def from_our_pages(request: HttpRequest) -> None:
    """Nothing, when a script of our own pages sent this request, which has no session yet that could guard it.

    Raises: RefusedError when another site's page may have sent it: a form cannot speak JSON, and no page can lie
    about its origin.
    """
    if request.headers.get("Origin") != settings.OSTOJA_ORIGIN:
        raise RefusedError(HTTPStatus.FORBIDDEN, "csrf")
    if request.content_type != "application/json":
        raise RefusedError(HTTPStatus.BAD_REQUEST, "malformed")


def as_installation(own: Membership) -> dict[str, str]:
    """An installation as the app knows it, with the person's own part in it."""
    home = own.installation
    return {"id": home.public, "name": home.name, "role": own.role, "member": own.public}
