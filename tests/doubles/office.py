"""A small cloud in this process: public keys, the stream of revocations, and a hand that signs."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from aiohttp import web

from ostoja.protocol.certificates import Certificate, sign_certificate
from ostoja.protocol.ids import new_id
from ostoja.protocol.keys import PrivateKey, PublicKey
from ostoja.protocol.revocations import Revocation, Subject, sign_revocation
from ostoja.protocol.tickets import Profile, Role, Ticket, sign_ticket
from ostoja.protocol.tokens import Keyring, SigningKey

TOKEN = "a token that only relay and cloud know"


class Signer:
    """What the cloud signs, with a key that it may change."""

    def __init__(self) -> None:
        self.key = SigningKey("kid-1", PrivateKey.new())
        self.ring = Keyring({self.key.kid: self.key.key.public})

    def rotate(self, *, publish: bool = True) -> None:
        """Sign with another key from now on; published or not."""
        self.key = SigningKey(f"kid-{len(self.ring.keys) + 1}", PrivateKey.new())
        if publish:
            self.publish()

    def publish(self) -> None:
        """Publish the key that signs now."""
        self.ring.keys[self.key.kid] = self.key.key.public

    def ticket(
        self,
        installation: str,
        member: str = "ala",
        session: str = "",
        *,
        now: datetime | None = None,
        profile: Profile = Profile.PERSON,
        lifetime: timedelta | None = None,
    ) -> str:
        """A ticket for this member; without a session, of a new one."""
        now = now or datetime.now(UTC)
        ticket = Ticket.new(
            installation=installation,
            member=member,
            session=session or new_id(),
            role=Role.OWNER,
            now=now,
            profile=profile,
        )
        if lifetime is not None:
            values = {name: getattr(ticket, name) for name in ticket.__struct_fields__}
            ticket = Ticket(**{**values, "exp": ticket.iat + int(lifetime.total_seconds())})
        return sign_ticket(ticket, self.key)

    def certificate(self, installation: str, key: PublicKey, *, now: datetime | None = None) -> str:
        """A certificate for this gateway's key."""
        certificate = Certificate.new(installation=installation, key=key, owner="ala", now=now or datetime.now(UTC))
        return sign_certificate(certificate, self.key)

    def revocation(self, subject: Subject, id: str, *, not_before: int | None = None) -> str:
        """Tickets of this subject issued until now are dead."""
        moment = int(time.time()) + 1 if not_before is None else not_before
        return sign_revocation(Revocation(subject, id, moment), self.key)


class Office:
    """The cloud over HTTP on loopback; ``taken_back`` is what it says on the stream."""

    def __init__(self) -> None:
        self.signer = Signer()
        self.taken_back: list[str] = []
        self.asked_for_keys = 0
        self.key_status = 200
        self.stream_status = 200
        self._news = asyncio.Condition()
        self._streams: set[asyncio.Task[None]] = set()
        app = web.Application()
        app.add_routes(
            [web.get("/.well-known/ostoja/keys.json", self._keys), web.get("/relay/v1/revocations", self._revocations)]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self.url = ""

    async def start(self, port: int = 0) -> None:
        """Answer on a free port."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Answer no more."""
        await self.cut()
        await self._runner.cleanup()

    async def cut(self) -> None:
        """Break every stream off."""
        for stream in list(self._streams):
            stream.cancel()
        await asyncio.gather(*self._streams, return_exceptions=True)

    async def revoke(self, subject: Subject, id: str) -> str:
        """Take back, and say so on every stream."""
        token = self.signer.revocation(subject, id)
        await self.say(token)
        return token

    async def say(self, token: str) -> None:
        """Say this on every stream, whatever it is."""
        async with self._news:
            self.taken_back.append(token)
            self._news.notify_all()

    async def _keys(self, _request: web.Request) -> web.Response:
        self.asked_for_keys += 1
        return web.json_response(self.signer.ring.jwks(), status=self.key_status)

    async def _revocations(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}" or self.stream_status != 200:
            return web.json_response({"error": "token"}, status=401)
        answer = web.StreamResponse(headers={"Content-Type": "application/x-ndjson"})
        await answer.prepare(request)
        task = asyncio.current_task()
        assert task is not None
        self._streams.add(task)
        try:
            await self._stream(answer)
        except ConnectionResetError:
            return answer
        finally:
            self._streams.discard(task)
        return answer

    async def _stream(self, answer: web.StreamResponse) -> None:
        said = 0
        while True:
            for token in self.taken_back[said:]:
                await answer.write(b'{"revocation":"' + token.encode() + b'"}\n')
            said = len(self.taken_back)
            await answer.write(b'{"beat":%d}\n' % int(time.time()))
            async with self._news:
                try:
                    async with asyncio.timeout(0.5):
                        await self._news.wait()
                except TimeoutError:
                    continue
