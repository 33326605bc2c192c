"""What a page posts that no form of ours asks for is refused, so that nobody sends us what we never promised to guard.

Source: decision D07; GDPR art. 13(2)(e), 25.
"""

import functools
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse, UnreadablePostError

from ostoja.cloud.config.surfaces import BUTTONS, forms
from ostoja.cloud.desk.guard import PREFIX
from ostoja.cloud.web.views import bad_request


class UnknownInputError(Exception):
    """A page posted an input that no form of ours has."""


class KnownInputs:
    """Refuses what is posted under names that no form has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a page whose inputs are ours; a call of a program has a body of its own kind, read where it goes."""
        try:
            if request.method == "POST" and unknown(request.POST, request.FILES):
                return bad_request(request, UnknownInputError())
        except UnreadablePostError as wrong:
            # Whoever sent it has gone in the middle: there is nothing to do, and nobody to tell.
            return bad_request(request, wrong)
        return self._get_response(request)


def unknown(*posted: Iterable[str]) -> set[str]:
    """The names of what was posted that no form has."""
    return {name for one in posted for name in one} - names()


@functools.cache
def names() -> frozenset[str]:
    """Every name that an input of our pages has."""
    inputs = {name for _, fields in forms() for name in fields}
    return frozenset(inputs | BUTTONS | {f"{PREFIX}-{name}" for name in inputs})
