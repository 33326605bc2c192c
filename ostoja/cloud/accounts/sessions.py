"""The public name of a browser session, which tickets carry; it says nothing about the secret in the cookie."""

from django.http import HttpRequest

from ostoja.protocol.ids import new_id

KEY = "public"


def name_session(request: HttpRequest) -> str:
    """A fresh public name for this session, at every signing in."""
    name = new_id()
    request.session[KEY] = name
    return name


def session_name(request: HttpRequest) -> str:
    """The public name of this session; it gets one when it has none yet."""
    return str(request.session.get(KEY) or name_session(request))
