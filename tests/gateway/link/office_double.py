"""An office on loopback that knows one gateway and does what a test says."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Self

from aiohttp import web

from ostoja.protocol import base64url
from ostoja.protocol.certificates import Certificate, sign_certificate
from ostoja.protocol.ids import new_id
from ostoja.protocol.keys import PrivateKey, PublicKey
from ostoja.protocol.office import certificate_text, offer_text, orders_text
from ostoja.protocol.orders import Receipt
from ostoja.protocol.tokens import Keyring, SigningKey
from tests.gateway.moving_clock import MovingClock


class DoubleOffice:
    """Use it as ``async with``; ``owner`` is whoever has claimed the gateway, ``no`` a word that it says instead."""

    def __init__(self, clock: MovingClock, road: str = "ws://127.0.0.1:1") -> None:
        self.url = ""
        self.road = road
        self.owner: str | None = None
        self.no: dict[str, tuple[int, str]] = {}
        self.raw: dict[str, str] = {}
        self.offers: list[str] = []
        self.members: list[str] | None = None
        self.orders: list[str] = []
        self.excerpt: str | None = None
        self.receipts: list[Receipt] = []
        self.installation = new_id()
        self.signing = SigningKey("k1", PrivateKey.new())
        self.published = Keyring({"k1": self.signing.key.public})
        self.for_key: PublicKey | None = None
        self.now: Callable[[], Any] = clock
        app = web.Application()
        app.add_routes(
            [
                web.post("/gateway/v1/offer", self._offer),
                web.post("/gateway/v1/certificate", self._certificate),
                web.post("/gateway/v1/orders", self._orders),
                web.get("/.well-known/ostoja/keys.json", self._keys),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _offer(self, request: web.Request) -> web.Response:
        body = await request.json()
        key = PublicKey.read(body["key"])
        text = offer_text(body["number"], body["made"], self.url)
        assert key.signed(base64url.decode(body["signature"]), text)
        if answer := self._says("offer"):
            return answer
        self.offers.append(body["number"])
        expires = int((self.now() + timedelta(minutes=10)).timestamp())
        return web.json_response({"expires": expires, "poll_seconds": 2}, status=201)

    async def _certificate(self, request: web.Request) -> web.Response:
        body = await request.json()
        key = PublicKey.read(body["key"])
        assert key.signed(base64url.decode(body["signature"]), certificate_text(body["made"], self.url))
        if answer := self._says("certificate"):
            return answer
        if self.owner is None:
            return web.json_response({"error": "unclaimed"}, status=404)
        named = self.for_key or key
        made = Certificate.new(installation=self.installation, key=named, owner=self.owner, now=self.now())
        token = sign_certificate(made, self.signing)
        given = {"certificate": token, "road": self.road, "name": "Home"}
        return web.json_response(given if self.members is None else {**given, "members": self.members})

    async def _orders(self, request: web.Request) -> web.Response:
        body = await request.json()
        key = PublicKey.read(body["key"])
        assert key.signed(base64url.decode(body["signature"]), orders_text(body["made"], self.url))
        if answer := self._says("orders"):
            return answer
        heard = [Receipt(**one) for one in body["receipts"]]
        assert all(one.is_by(key) for one in heard)
        self.receipts += heard
        return web.json_response({"orders": self.orders, "excerpt": self.excerpt})

    async def _keys(self, request: web.Request) -> web.Response:
        return self._says("keys") or web.json_response(self.published.jwks())

    def _says(self, call: str) -> web.Response | None:
        if call in self.raw:
            return web.Response(text=self.raw[call])
        if call in self.no:
            status, word = self.no[call]
            return web.json_response({"error": word}, status=status)
        return None
