import json

from ostoja.cloud.web.asgi import Message, header, send_error


def test_a_header_is_found_once_or_not_at_all() -> None:
    scope = {"headers": [(b"a", b"1"), (b"b", b"2"), (b"b", b"3")]}

    assert [header(scope, name) for name in (b"a", b"b", b"c")] == [b"1", b"", b""]


async def test_an_error_is_said_and_the_line_closed() -> None:
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    await send_error(send, 401, "token")

    assert said[0]["status"] == 401
    headers = dict(said[0]["headers"])
    assert headers[b"connection"] == b"close"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"content-security-policy"].startswith(b"default-src 'self'")
    assert json.loads(said[1]["body"]) == {"error": "token"}
