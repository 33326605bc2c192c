"""The diagnostics page, on loopback: ``/`` for people, ``/diagnostics.json`` for programs."""

import sqlite3
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

import msgspec
from aiohttp import hdrs, web

from ostoja.gateway.diagnostics.drawing import page
from ostoja.gateway.diagnostics.report import Report
from ostoja.gateway.diagnostics.words import LANGUAGES, WORDS
from ostoja.gateway.store.errors import StoreError

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class TakenError(Exception):
    """The page cannot answer where it should; the text is a sentence for the operator."""


class DiagnosticsPage:
    """A small web server of its own, that only this machine reaches and no web page can read."""

    def __init__(self, report: Callable[[], Report]) -> None:
        self._report = report
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """Where it answers."""
        assert self._runner is not None  # noqa: S101 - started
        return int(self._runner.addresses[0][1])

    async def start(self, host: str, port: int) -> None:
        """Answer there from now on.

        Raises: TakenError when something else answers there, or nothing may.
        """
        application = web.Application(middlewares=[_guarded])
        application.add_routes([web.get("/", self._page), web.get("/diagnostics.json", self._json)])
        self._runner = web.AppRunner(application, access_log=None, handle_signals=False)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as wrong:
            await self.stop()
            raise TakenError(f"{host}:{port} cannot be used for the diagnostics page: {wrong.strerror}") from wrong

    async def stop(self) -> None:
        """Answer no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _page(self, request: web.Request) -> web.Response:
        language = spoken(request.query.get("lang", ""), request.headers.get(hdrs.ACCEPT_LANGUAGE, ""))
        try:
            return web.Response(text=page(self._report(), language), content_type="text/html")
        except (sqlite3.Error, StoreError):
            return web.Response(text=WORDS[language]["failed"], status=503)

    async def _json(self, _request: web.Request) -> web.Response:
        try:
            return web.Response(body=msgspec.json.encode(self._report()), content_type="application/json")
        except (sqlite3.Error, StoreError):
            return web.json_response({"error": "the store does not answer"}, status=503)


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer this machine by its own names only, so that no page of the web is answered under a name of its own."""
    if not is_here(request.host):
        return web.Response(text="This page answers 127.0.0.1, [::1] and localhost only.", status=421, headers=HEADERS)
    try:
        answer = await handler(request)
    except web.HTTPException as no:
        return web.Response(text=no.reason, status=no.status, headers=HEADERS)
    answer.headers.update(HEADERS)
    return answer


def is_here(host: str) -> bool:
    """Whether this is a name of this machine for itself, with a port or without."""
    name, _, port = host.rpartition(":")
    names = {host, name} if port.isdecimal() else {host}
    return "localhost" in names or any(map(_is_loopback, names))


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def spoken(asked: str, accepted: str) -> str:
    """The language to answer in: the one asked for, else the first known one that the browser accepts, else Polish."""
    wanted = [asked, *(one.partition(";")[0].strip().partition("-")[0].lower() for one in accepted.split(","))]
    return next((one for one in wanted if one in LANGUAGES), LANGUAGES[0])
