from ostoja.cloud.config.asgi import Office
from ostoja.cloud.homes.feed import PATH, RevocationFeed
from ostoja.cloud.web.asgi import Message, Receive, Scope, Send


class Pages:
    """Pages that only count who came."""

    def __init__(self) -> None:
        self.came: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.came.append(scope["path"])


async def test_the_feed_goes_round_the_pages() -> None:
    pages, said = Pages(), []
    office = Office(RevocationFeed("token"), pages)

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        said.append(message["type"])

    for path in (PATH, "/", f"{PATH}/more"):
        await office({"type": "http", "method": "GET", "path": path, "headers": []}, receive, send)

    assert pages.came == ["/", f"{PATH}/more"]
    assert said == ["http.response.start", "http.response.body"]
