import pytest

from ostoja.cloud.web.asgi import Message, Receive, Scope, Send
from ostoja.cloud.web.bodies import SmallBodies


class Echo:
    """An application that remembers the body it was given."""

    def __init__(self) -> None:
        self.heard: bytes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.heard = b""
        more = True
        while more:
            message = await receive()
            self.heard += message.get("body", b"")
            more = message.get("more_body", False)
        self.last = await receive()


async def ask(parts: list[bytes], headers: list[tuple[bytes, bytes]]) -> tuple[Echo, list[Message]]:
    echo, said = Echo(), []
    messages: list[Message] = [
        {"type": "http.request", "body": part, "more_body": at + 1 < len(parts)} for at, part in enumerate(parts)
    ]
    messages.append({"type": "http.disconnect"})

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        said.append(message)

    await SmallBodies(echo, largest=10)({"type": "http", "headers": headers}, receive, send)
    return echo, said


async def test_a_small_body_arrives_whole_and_the_rest_after_it() -> None:
    echo, said = await ask([b"12345", b"67890"], [(b"content-length", b"10")])

    assert echo.heard == b"1234567890"
    assert echo.last["type"] == "http.disconnect"
    assert said == []


@pytest.mark.parametrize("length", [b"11", b"-1", b"many"])
async def test_a_large_or_strange_length_is_refused_unread(length: bytes) -> None:
    echo, said = await ask([b""], [(b"content-length", length)])

    assert echo.heard is None
    assert said[0]["status"] == 413
    assert said[1]["body"] == b'{"error":"too_large"}'


async def test_a_body_that_grows_too_large_is_refused() -> None:
    echo, said = await ask([b"123456", b"789012", b"3"], [])

    assert echo.heard is None
    assert said[0]["status"] == 413
