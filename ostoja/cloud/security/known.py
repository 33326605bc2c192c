"""The cookie by which a browser is known again, whoever signs in there; only of browsers that stay signed in."""

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ostoja.cloud.security.rules import KNOWN_FOR

SECRET_BYTES = 32
_SECRET = re.compile(r"[\w-]{43}", re.ASCII)


def secret_of(request: HttpRequest) -> str:
    """What this browser is known by; nothing when it has no such cookie, or one that is not ours."""
    said = request.COOKIES.get(settings.KNOWN_COOKIE_NAME, "")
    return said if _SECRET.fullmatch(said) else ""


def new_secret() -> str:
    """Something to know a browser by."""
    return secrets.token_urlsafe(SECRET_BYTES)


def give(response: HttpResponse, secret: str) -> None:
    """Let the browser bring this secret along the next time."""
    response.set_cookie(
        settings.KNOWN_COOKIE_NAME,
        secret,
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take_back(response: HttpResponse) -> None:
    """Let the browser forget its secret."""
    response.delete_cookie(settings.KNOWN_COOKIE_NAME, samesite="Lax")
