"""Where browser sessions are kept: in the library's table, under keys that we made and no others."""

import re

from django.contrib.sessions.backends import db

_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(db.SessionStore):
    """The library's sessions; a cookie that holds no key of ours is never shown to the database."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key if session_key and _KEY.fullmatch(session_key) else None)
