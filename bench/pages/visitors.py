"""Two visitors who fetch pages as fast as they come, as a process of its own: ``python -m bench.pages.visitors``.

It is told ``ORIGIN EMAIL``. On its standard input ``go`` sends them off, and ``stop`` calls them back and prints how
many pages they had.
"""

import http.client
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.stories.office import Person

LOGIN_PAGE = "/accounts/login/"
PATIENCE_SECONDS = 10


class Visitors:
    """Each has a connection of its own and asks again as soon as it is answered."""

    def __init__(self, *fetches: Callable[[], None]) -> None:
        self._fetches = fetches
        self._threads: list[threading.Thread] = []
        self._is_over = threading.Event()
        self._pages: list[int] = []

    def go(self) -> None:
        """Begin."""
        self._is_over.clear()
        self._pages = []
        self._threads = [threading.Thread(target=self._visit, args=(fetch,)) for fetch in self._fetches]
        for thread in self._threads:
            thread.start()

    def stop(self) -> int:
        """How many pages they had, when all of them are done with their last."""
        self._is_over.set()
        for thread in self._threads:
            thread.join()
        return sum(self._pages)

    def _visit(self, fetch: Callable[[], None]) -> None:
        had = 0
        while not self._is_over.is_set():
            fetch()
            had += 1
        self._pages.append(had)


@contextmanager
def stranger(origin: str) -> Iterator[Callable[[], None]]:
    """Fetches the page on which people sign in."""
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=PATIENCE_SECONDS)

    def fetch() -> None:
        connection.request("GET", LOGIN_PAGE)
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise http.client.HTTPException(f"the page answered {answer.status}")

    try:
        yield fetch
    finally:
        connection.close()


def member(origin: str, email: str) -> Callable[[], None]:
    """Fetches what the app asks of a signed-in person."""
    person = Person(origin, email)

    def fetch() -> None:
        person.call("GET", "me")

    return fetch


def main(origin: str, email: str) -> None:
    """Go and stop as told until standard input ends."""
    with stranger(origin) as one:
        visitors = Visitors(one, member(origin, email))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for line in sys.stdin:
            if line.strip() == "go":
                visitors.go()
            else:
                sys.stdout.write(f"{visitors.stop()}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
