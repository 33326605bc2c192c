"""No request body is larger than what the office ever needs, whatever its header says."""

from ostoja.cloud.web.asgi import Application, Message, Receive, Scope, Send, header, send_error

LARGEST_BODY = 16_384


class SmallBodies:
    """An application that is given whole bodies only, none larger than agreed."""

    def __init__(self, inner: Application, largest: int = LARGEST_BODY) -> None:
        self._inner = inner
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit, then let the application answer; 413 beyond the limit."""
        length = header(scope, b"content-length")
        if length and (not length.isdigit() or int(length) > self._largest):
            await send_error(send, 413, "too_large")
            return
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > self._largest:
                await send_error(send, 413, "too_large")
                return
            if message["type"] != "http.request" or not message.get("more_body", False):
                break

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._inner(scope, replay, send)
