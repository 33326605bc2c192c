"""The embedded engine: amqtt's broker with the access rules of an M-SERV, and with its leaks closed.

As it comes, amqtt 0.12.1 replays retained messages without asking the access rules, replays to whoever connects what
others subscribed to, and deafens a session when somebody tries its client id with a wrong password. What closes that
leans on underscore names, so the version is pinned and the same acceptance tests run against mosquitto.
"""

import asyncio
import hmac
import logging
import socket
from collections.abc import Iterable
from functools import partial
from typing import Any

from amqtt.broker import Broker
from amqtt.contexts import Action, BrokerConfig, ListenerConfig
from amqtt.utils import gen_client_id

from ostoja.ending import end
from ostoja.simulator.access import Account, may_hear, may_say, may_subscribe
from ostoja.simulator.brokers.port import Hear

ASK_AGAIN_S = 0.05
GRACE_S = 0.5

# The engine logs names, topics and a trace for every client that hangs up; none of that belongs in a log of ours.
for _noisy in ("amqtt", "transitions"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)


class TierBroker(Broker):  # type: ignore[misc] # amqtt ships no types
    """An MQTT 3.1.1 broker on a socket that is already bound, for these accounts alone."""

    def __init__(self, listener: socket.socket, accounts: Iterable[Account], hear: Hear) -> None:
        host, port = listener.getsockname()[:2]
        super().__init__(BrokerConfig(listeners={"default": ListenerConfig(bind=f"{host}:{port}")}, plugins={}))
        self._listener = listener
        self._accounts = {account.name: account for account in accounts}
        self._hear = hear
        self._refused: set[str] = set()
        self._served: set[asyncio.Task[None]] = set()

    async def _create_server_instance(self, listener_name: str, *_: Any) -> asyncio.Server:
        return await asyncio.start_server(
            partial(self.stream_connected, listener_name=listener_name), sock=self._listener
        )

    async def stream_connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, listener_name: str
    ) -> None:
        """Serve a connection, and close it whatever happens."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - asyncio calls this in a task; tells the type checker
        self._served.add(task)
        try:
            await super().stream_connected(reader, writer, listener_name)
        finally:
            self._served.discard(task)
            # The engine closes after writing what is left, and forgets to when the other side has gone.
            writer.close()

    async def shutdown(self) -> None:
        """Hang up on everybody, those too who never said who they are, and stop listening."""
        await super().shutdown()
        if self._served:
            await asyncio.wait(self._served, timeout=GRACE_S)
        await end(*self._served)

    async def _authenticate(self, session: Any, _: Any) -> bool:
        account = self._accounts.get(session.username or "")
        if account is None or not hmac.compare_digest(account.password.encode(), (session.password or "").encode()):
            # Under its own client id a refused log-in would take the place of the session that is there.
            session.client_id = gen_client_id()
            self._refused.add(session.client_id)
            return False
        if session.clean_session:
            await self._cleanup_session(session.client_id)
        return True

    async def _delete_session(self, client_id: str) -> None:
        """Leave the old session alone: this is called before the password was looked at."""

    async def _handle_client_session(self, reader: Any, writer: Any, client_session: Any, *rest: Any) -> None:
        await super()._handle_client_session(reader, writer, client_session, *rest)
        if client_session.client_id in self._refused:
            self._refused.discard(client_session.client_id)
            self._sessions.pop(client_session.client_id, None)

    async def _stop_handler(self, handler: Any) -> None:
        reader = handler._reader_task  # noqa: SLF001 - the engine waits for it without end
        # Python 3.11's wait_for swallows a cancellation that meets an arriving packet: ask until it is heard.
        while reader is not None and reader is not asyncio.current_task() and not reader.done():
            reader.cancel()
            await asyncio.wait((reader,), timeout=ASK_AGAIN_S)
        await super()._stop_handler(handler)

    async def _topic_filtering(self, session: Any, topic: str, action: Action) -> bool:
        name = session.username or ""
        if action is Action.SUBSCRIBE:
            return may_subscribe(name, topic)
        return may_hear(name, topic) if action is Action.RECEIVE else may_say(name, topic)

    async def _broadcast_message(self, session: Any, topic: Any, data: Any, force_qos: int | None = None) -> None:
        await super()._broadcast_message(session, topic, data, force_qos)
        if session is not None:
            self._hear(topic, bytes(data or b""))

    async def _publish_retained_messages_for_subscription(self, subscription: tuple[str, int], session: Any) -> None:
        wanted, qos = subscription
        handler = self._get_handler(session)
        if handler is None or not any(one is session for one, _ in self._subscriptions.get(wanted, ())):
            return
        for topic, kept in list(self._retained_messages.items()):
            if self._matches(topic, wanted) and may_hear(session.username or "", topic):
                await handler.mqtt_publish(kept.topic, kept.data, min(qos, kept.qos or 0), retain=True)
