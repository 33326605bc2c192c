"""Where browser sessions are kept: in our table, under fingerprints of keys that we made and of no others."""

import re
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from ostoja.cloud.sessions.models import Session
from ostoja.cloud.sessions.rules import UNKEPT, fingerprint

_KEY = re.compile(r"[a-z0-9]{32}")


class SessionStore(db.SessionStore):
    """The library's sessions in a table of ours; a cookie that holds no key of ours is never shown to the database."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key if session_key and _KEY.fullmatch(session_key) else None)
        self._row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table."""
        return Session

    @property
    def row(self) -> Session:
        """The row of this session; one that was never saved is saved for it."""
        self._get_session()  # type: ignore[attr-defined]  # the library's, which reads at the first need
        if self._row is None or self.session_key is None or self._row.pk != fingerprint(self.session_key):
            self.create()
        assert self._row is not None  # noqa: S101 - whatever is created has a row
        return self._row

    def is_kept(self) -> bool:
        """Whether somebody asked to stay signed in when the browser's window closes."""
        return not self.get_expire_at_browser_close()

    def get_expiry_date(self, **about: Any) -> Any:
        """When the session is over, if it is not used again."""
        return super().get_expiry_date(**about) if self.is_kept() else timezone.now() + UNKEPT

    def _get_session_from_db(self) -> Session | None:
        found = Session.objects.filter(pk=fingerprint(str(self.session_key)), expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        self._row = found
        return found

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """What is to be saved of this session."""
        made = cast("Session", super().create_model_instance(data))
        made.session_key = fingerprint(made.session_key)
        made.began = made.used = timezone.now()
        made.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        if self._row is None or self._row.pk != made.pk:
            self._row = made
        return made

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return Session.objects.filter(pk=fingerprint(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        """End this session, or the one with this key."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(pk=fingerprint(key)).delete()
