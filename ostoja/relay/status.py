"""The status page, on loopback: ``/healthz`` and ``/metrics``."""

import json
import socket
from collections.abc import Callable
from dataclasses import asdict, dataclass

from aiohttp import web

from ostoja.relay.metrics import CONTENT_TYPE, RelayCollector, exposition


@dataclass(frozen=True)
class Health:
    """Why the relay cannot serve, or nothing, when it can.

    ``revocations`` is ``live`` or ``down``: then it serves, and what was taken back ends when its ticket expires.
    """

    reasons: tuple[str, ...]
    revocations: str

    @property
    def is_fit(self) -> bool:
        """Whether it serves now."""
        return not self.reasons


class StatusPage:
    """A small web server of its own."""

    def __init__(self, health: Callable[[], Health], collector: RelayCollector) -> None:
        self._health = health
        self._collector = collector
        page = web.Application()
        page.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._metrics)])
        self._runner = web.AppRunner(page, access_log=None, handle_signals=False)

    async def start(self, listener: socket.socket) -> None:
        """Answer on this socket from now on."""
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()

    async def stop(self) -> None:
        """Answer no more."""
        await self._runner.cleanup()

    async def _healthz(self, _request: web.Request) -> web.Response:
        health = self._health()
        body = json.dumps({"status": "ok" if health.is_fit else "unfit", **asdict(health)})
        return web.Response(text=body, content_type="application/json", status=200 if health.is_fit else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=exposition(self._collector), headers={"Content-Type": CONTENT_TYPE})
