"""What every answer tells the browser about trust: nothing from elsewhere, nothing framed, nothing guessed."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)


# What a browser shows as a page of its own needs these; a style, a script or a picture within one does not.
OF_PAGES = frozenset({"Cross-Origin-Opener-Policy", "Permissions-Policy", "X-Frame-Options"})
# And such a part, opened by itself, is shown without anything.
POLICY_OF_PARTS = "default-src 'none'"


class Part(HttpResponse):
    """A file that pages are made of, the same for everybody."""


def security_headers() -> dict[str, str]:
    """The headers of every answer."""
    headers = {
        "Content-Security-Policy": settings.CONTENT_SECURITY_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    if settings.SECURITY_HSTS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURITY_HSTS}; includeSubDomains"
    return headers


class SecurityHeaders:
    """Puts on every answer the headers that it does not bring itself; what says nothing about caching is not cached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._headers = security_headers()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers."""
        response = self._get_response(request)
        is_part = isinstance(response, Part)
        if is_part:
            response.headers.setdefault("Content-Security-Policy", POLICY_OF_PARTS)
        for name, value in self._headers.items():
            if not (is_part and name in OF_PAGES):
                response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
