"""The app's files and the pages' styles, from the office itself, small on the way.

What is compressed is the same for everybody and holds no secret, so that its size tells nothing (BREACH).
"""

import gzip
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from ostoja.cloud.web.headers import Part

WORDS = ("text/", "application/json", "image/svg+xml")
TOO_SMALL = 200  # Bytes; below it the envelope costs more than is won.


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # the library has no types
    """The library's rules about what is served and how long it is kept, with whole answers.

    The library answers with open files, which the server would read in a thread, with a warning; ours are small.
    """

    @staticmethod
    def serve(static_file: StaticFile, request: HttpRequest) -> HttpResponse:
        """A file, compressed for whoever takes it so, or a part of it, or word that the browser has it already."""
        found = static_file.get_response(request.method, asked(request))
        content = b""
        if found.file is not None:
            with found.file:
                content = found.file.read()
        response = Part(content, status=int(found.status))
        del response.headers["Content-Type"]
        for name, value in found.headers:
            response.headers[name] = value
        # The mark says the same to the byte, and an app is a hundred files.
        del response.headers["Last-Modified"]
        if response.headers.get("Content-Type", "").startswith(WORDS):
            squeeze(request, response)
        return response


def asked(request: HttpRequest) -> dict[str, Any]:
    """The request as the library compares it: of a compressed file the browser knows the weak form of its mark."""
    known = request.META.get("HTTP_IF_NONE_MATCH")
    return request.META if known is None else {**request.META, "HTTP_IF_NONE_MATCH": known.removeprefix("W/")}


def squeeze(request: HttpRequest, response: HttpResponse) -> None:
    """Compress a whole answer for a browser that takes it so. Source: RFC 9110 sections 8.8.3.3 and 12.5.3."""
    patch_vary_headers(response, ["Accept-Encoding"])
    is_whole = response.status_code == HttpResponse.status_code and len(response.content) >= TOO_SMALL
    if not (is_whole and takes_gzip(request.headers.get("Accept-Encoding", ""))):
        return
    response.content = squeezed(response.content)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["ETag"] = f"W/{response.headers['ETag']}"


def takes_gzip(accepted: str) -> bool:
    """Whether a browser takes gzip, which it may name with a weight of nothing to say that it does not."""
    for one in accepted.lower().split(","):
        name, _, weight = one.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


@lru_cache(maxsize=512)
def squeezed(content: bytes) -> bytes:
    """The bytes, compressed once; the same for the same, whenever it is done."""
    return gzip.compress(content, 9, mtime=0)
