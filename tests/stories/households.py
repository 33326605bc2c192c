"""A household for the stories: Ala's claimed home, and apps without a browser."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from ostoja.protocol.codes import Code, read_code
from ostoja.protocol.keys import PublicKey
from ostoja.protocol.sealing import DhKey
from tests.doubles.app import App
from tests.stories.office import Person
from tests.stories.town import Town

Answer = TypeVar("Answer")


@dataclass
class Household:
    """Ala's home, with an app of hers that the home has admitted."""

    town: Town
    ala: Person
    installation: str
    member: str
    key: DhKey
    gateway: PublicKey

    def app(self, person: Person | None = None, **other: Any) -> App:
        """An app on its way to the home; Ala's admitted one, unless told otherwise."""
        ticket = other.pop("ticket", None) or (person or self.ala).ticket(self.installation)
        given: dict[str, Any] = {"key": self.key, "pinned": self.gateway, **other}
        return App(self.town.road, self.town.origin, ticket, self.installation, **given)


def settle(town: Town, email: str = "") -> Household:
    """Claim the town's gateway for Ala, over the same calls as the app."""
    ala = Person(town.origin, email or town.add_person("Ala"))
    code = read_code(town.claim_code())
    installation = ala.call("POST", "claims", number=code.number, name="Flat")
    town.gateway.line("ROAD UP")
    key = DhKey.new()
    gateway = beside(lambda: _admitted(town, ala, installation["id"], code, key))
    return Household(town, ala, installation["id"], installation["member"], key, gateway)


async def _admitted(town: Town, person: Person, installation: str, code: Code, key: DhKey) -> PublicKey:
    ticket = await asyncio.to_thread(person.ticket, installation)
    async with App(town.road, town.origin, ticket, installation, key=key, code=code) as app:
        await app.open()
        assert app.pinned is not None
        return app.pinned


def beside(work: Callable[[], Coroutine[Any, Any, Answer]]) -> Answer:
    """Run asynchronous work in a thread of its own, for Playwright's loop has this one."""
    answers: list[Answer] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(asyncio.run(work()))
        except BaseException as failure:  # noqa: BLE001 - raised again where it is waited for
            failures.append(failure)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return answers[0]
