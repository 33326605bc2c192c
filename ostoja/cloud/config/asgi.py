"""The office as an ASGI application: the feed of revocations beside Django, and no body larger than agreed."""

from importlib import import_module

from django.conf import settings
from django.core.asgi import get_asgi_application

from ostoja.cloud.homes.feed import PATH, RevocationFeed
from ostoja.cloud.web.asgi import Application, Receive, Scope, Send
from ostoja.cloud.web.bodies import SmallBodies


class Office:
    """Everything that the office answers over HTTP."""

    def __init__(self, feed: RevocationFeed, pages: Application) -> None:
        self.feed = feed
        self._pages = SmallBodies(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        The feed goes round Django: a stream that lasts for days must not keep the thread and the database
        connection that Django gives to every request.
        """
        if scope["path"] == PATH:
            await self.feed(scope, receive, send)
        else:
            await self._pages(scope, receive, send)


def office() -> Office:
    """The office under the settings of this process; Django is set up first, when nobody has done so.

    Its pages are imported with it, not by the first request.
    """
    pages = get_asgi_application()
    import_module(settings.ROOT_URLCONF)
    return Office(RevocationFeed(settings.OSTOJA_RELAY_TOKEN), pages)
