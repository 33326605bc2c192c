"""What lies in a visitor's browser: the random name that we gave it, and cookies that may not stay.

Source: RFC 6265bis, section 5 (when two cookies are the same one); decision D13.
"""

import re
from collections.abc import Iterable
from datetime import timedelta
from http.cookies import Morsel
from itertools import islice, product

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ostoja.cloud.consents.queries import Visitor
from ostoja.privacy.consent.decide import QUIET
from ostoja.protocol.ids import new_id

# As long as nobody is asked again; the policy says the same of the cookie.
STAYS: timedelta = QUIET
PUBLIC = re.compile(r"[\w-]{22}", re.ASCII)
# Headers have a ceiling at every proxy, 4 KiB at some; 30 of about 110 bytes fit, and the next page goes on.
MOST = 30
NEVER = "Thu, 01 Jan 1970 00:00:00 GMT"


def visitor_of(request: HttpRequest) -> Visitor | None:
    """The visitor whose choice is remembered in this browser."""
    public = request.COOKIES.get(settings.CHOICE_COOKIE_NAME, "")
    return Visitor(public) if PUBLIC.fullmatch(public) else None


def new_visitor() -> Visitor:
    """A name for a browser in which somebody chooses for the first time."""
    return Visitor(new_id())


def remember(response: HttpResponse, visitor: Visitor) -> None:
    """Let the browser keep its name for as long as the choice is not asked for again."""
    response.set_cookie(
        settings.CHOICE_COOKIE_NAME,
        visitor.public,
        max_age=STAYS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(request: HttpRequest, response: HttpResponse, names: Iterable[str]) -> None:
    """Delete the cookies of these names that this browser sent, wherever a script of our pages can have put them.

    A browser says a cookie's name and never its path or domain, so each of those that reach this page is tried.
    """
    patterns = [re.compile(re.escape(name).replace(r"\*", r"[\w.-]*"), re.ASCII) for name in names]
    sent = [name for name in request.COOKIES if any(pattern.fullmatch(name) for pattern in patterns)]
    host = request.get_host().rpartition(":")[0] or request.get_host()
    places = product(sent, domains(host), paths(request.path))
    for name, domain, path in islice(places, MOST):
        response.cookies[f"{name};{domain};{path}"] = gone(name, domain, path)


def domains(host: str) -> tuple[str, ...]:
    """Where a script on this host can have put a cookie: on the host alone, and on each domain above it."""
    labels = host.split(".")
    if len(labels) == 1 or host.replace(".", "").isdigit() or ":" in host:
        return ("",)
    return ("", *(".".join(labels[at:]) for at in range(len(labels) - 1)))


def paths(path: str) -> tuple[str, ...]:
    """On which paths a cookie that reached this one can lie."""
    parts = [part for part in path.split("/") if part]
    above = ["/" + "/".join(parts[:count]) for count in range(1, len(parts) + 1)]
    return ("/", *(way for one in above for way in (one, f"{one}/") if path.startswith(way)))


def gone(name: str, domain: str, path: str) -> "Morsel[str]":
    """The line that makes a browser drop a cookie."""
    line: Morsel[str] = Morsel()
    line.set(name, "", "")
    line.update({"path": path, "domain": domain, "max-age": "0", "expires": NEVER})
    if settings.SESSION_COOKIE_SECURE:
        line["secure"] = True
    return line
