"""A person's browser session with the cloud, without a browser: signed in, calling what the app calls."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from tests.stories.town import PASSWORD

FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class RefusedError(Exception):
    """The cloud refused; ``status`` and ``word`` say how."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(f"{status} {word}")
        self.status = status
        self.word = word


class Person:
    """A signed-in person."""

    def __init__(self, origin: str, email: str) -> None:
        self._origin = origin
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)
        self._csrf = ""
        self.send("/accounts/login/", "/accounts/login/", login=email, password=PASSWORD)
        self._csrf = self.call("GET", "me")["csrf"]

    def _fetch(self, path: str, body: bytes | None = None) -> bytes:
        request = urllib.request.Request(f"{self._origin}{path}", data=body, headers={"Referer": self._origin})
        with self._opener.open(request, timeout=10) as answer:
            read: bytes = answer.read()
            return read

    def send(self, page: str, to: str, **typed: str) -> None:
        """Open a page and send a form of it."""
        found = FIELD.search(self._fetch(page).decode())
        assert found is not None
        form = {"csrfmiddlewaretoken": found[1], **typed}
        self._fetch(to, urllib.parse.urlencode(form).encode())

    def call(self, method: str, path: str, **body: str) -> Any:
        """What the cloud answers to this call of the app.

        Raises: RefusedError when it refuses.
        """
        headers = {"X-CSRFToken": self._csrf, "Content-Type": "application/json", "Referer": self._origin}
        data = json.dumps(body).encode() if method not in {"GET", "DELETE"} else None
        request = urllib.request.Request(f"{self._origin}/app/api/{path}", data, headers, method=method)
        try:
            with self._opener.open(request, timeout=10) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                raise RefusedError(refused.code, json.loads(refused.read())["error"]) from refused
        return json.loads(text) if text else None

    def ticket(self, installation: str) -> str:
        """A ticket for the road to this home."""
        return str(self.call("POST", f"installations/{installation}/tickets")["ticket"])
