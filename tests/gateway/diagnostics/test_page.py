import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping

import aiohttp
import pytest

from ostoja.gateway.diagnostics.page import DiagnosticsPage, TakenError, is_here, spoken
from ostoja.gateway.diagnostics.report import Report, drawn
from ostoja.gateway.store.database import Database
from tests.gateway.diagnostics.standing import NOW, standing


@contextlib.asynccontextmanager
async def answering(report: Callable[[], Report]) -> AsyncIterator[str]:
    page = DiagnosticsPage(report)
    await page.start("127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{page.port}"
    finally:
        await page.stop()


async def got(url: str, **headers: str) -> tuple[int, str, Mapping[str, str]]:
    async with aiohttp.ClientSession() as http, http.get(url, headers=headers) as answer:
        return answer.status, await answer.text(), answer.headers


async def test_it_answers_people_and_programs(database: Database) -> None:
    async with answering(lambda: drawn(standing(database), NOW)) as here:
        status, text, headers = await got(here, **{"Accept-Language": "de, en-GB;q=0.8"})
        assert (status, "Diagnostics of the gateway" in text) == (200, True)
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "Diagnostyka bramki" in (await got(f"{here}/?lang=pl"))[1]
        status, text, headers = await got(f"{here}/diagnostics.json")
        assert (status, '"sessions":3' in text, headers["Cache-Control"]) == (200, True, "no-store")


@pytest.mark.parametrize("host", ["ostoja.example", "127.0.0.1.evil.example:80", "", "192.168.1.2"])
async def test_under_another_name_nothing_is_told(database: Database, host: str) -> None:
    async with answering(lambda: drawn(standing(database), NOW)) as here:
        status, text, _ = await got(f"{here}/diagnostics.json", Host=host)

    assert status == 421
    assert "sessions" not in text


async def test_what_is_not_there_is_said_shortly(database: Database) -> None:
    async with answering(lambda: drawn(standing(database), NOW)) as here:
        assert (await got(f"{here}/elsewhere"))[:2] == (404, "Not Found")


async def test_a_store_that_fails_is_said() -> None:
    def fail() -> Report:
        raise sqlite3.OperationalError("full")

    async with answering(fail) as here:
        status, text, _ = await got(f"{here}/?lang=en")
        assert (status, "disk is full" in text) == (503, True)
        assert (await got(f"{here}/diagnostics.json"))[0] == 503


async def test_a_port_that_is_taken_is_a_sentence(database: Database) -> None:
    page = DiagnosticsPage(lambda: drawn(standing(database), NOW))
    async with answering(lambda: drawn(standing(database), NOW)) as here:
        with pytest.raises(TakenError, match="cannot be used"):
            await page.start("127.0.0.1", int(here.rpartition(":")[2]))
        await page.stop()


async def test_one_that_was_never_shown_stops_too(database: Database) -> None:
    await DiagnosticsPage(lambda: drawn(standing(database), NOW)).stop()


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.0.0.1:80", True),
        ("localhost:8080", True),
        ("[::1]:80", True),
        ("::1", True),
        ("0.0.0.0:80", False),
        ("localhost.example", False),
    ],
)
def test_only_names_of_this_machine_count(host: str, here: bool) -> None:  # noqa: FBT001
    assert is_here(host) is here


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [("en", "pl", "en"), ("xx", "en-US,en;q=0.5", "en"), ("", "de", "pl"), ("", "", "pl")],
)
def test_a_language_is_found(asked: str, accepted: str, language: str) -> None:
    assert spoken(asked, accepted) == language
