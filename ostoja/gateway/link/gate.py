"""Who may enter: apps whose key is admitted, and those that bring a code; no ticket counts here."""

from datetime import datetime

from ostoja.gateway.store import admissions, apps
from ostoja.gateway.store.apps import App, Rights
from ostoja.gateway.store.database import Database
from ostoja.protocol.errors import ProtocolError
from ostoja.protocol.frames import OpenBody
from ostoja.protocol.gateway_session import GatewaySession
from ostoja.protocol.handshake import How, OpenPart, RefusalCode
from ostoja.protocol.tickets import Profile


class NotAdmittedError(Exception):
    """An app does not enter; ``code`` is what it is told."""

    def __init__(self, code: RefusalCode) -> None:
        super().__init__(code.name)
        self.code = code


def enter(
    database: Database, session: GatewaySession, way: OpenPart, opened: OpenBody, now: datetime
) -> tuple[App, bytes]:
    """The app that enters, and its first message; ``opened`` is who the road says is at the other end.

    Raises: NotAdmittedError when it is told no; SealError or HandshakeError when it does not hold the key it names.
    """
    if way.how is How.KEY:
        app = _admitted(database, way.key_id.hex(), opened.member)
        return app, session.admit(way, app.key)
    return _by_code(database, session, way, opened, now)


def stricter(one: Profile, other: Profile) -> Profile:
    """The profile of these that may do less."""
    return Profile.MONITORING if Profile.MONITORING in {one, other} else Profile.PERSON


def _admitted(database: Database, id_: str, member: str) -> App:
    app = apps.app_of(database, id_)
    if app is None or app.revoked is not None:
        raise NotAdmittedError(RefusalCode.UNKNOWN_APP)
    if app.member != member:
        raise NotAdmittedError(RefusalCode.OTHER_MEMBER)
    return app


def _by_code(
    database: Database, session: GatewaySession, way: OpenPart, opened: OpenBody, now: datetime
) -> tuple[App, bytes]:
    member = opened.member
    code = admissions.admission_of(database, way.number)
    if code is None or code.claim:
        raise NotAdmittedError(RefusalCode.UNKNOWN_CODE)
    known = apps.app_of(database, apps.app_id(way.app_key))
    if known is not None and known.revoked is not None:
        known = None
    is_back = known is not None and known.code == code.number
    if not (code.is_alive(now) if is_back else code.is_good(now)):
        raise NotAdmittedError(RefusalCode.SPENT_CODE)
    if (known is not None and known.member != member) or code.member not in {None, member}:
        raise NotAdmittedError(RefusalCode.OTHER_MEMBER)
    try:
        first = session.admit(way, way.app_key, code.psk)
    except ProtocolError as wrong:
        admissions.count_failure(database, code.number)
        raise NotAdmittedError(RefusalCode.UNKNOWN_CODE) from wrong
    if known is not None and is_back:
        # The welcome was lost on the way, and with it the key to pin: without this the code would be burnt.
        return known, first
    rights = Rights(member, code.role, stricter(code.profile, opened.profile))
    app = apps.admit_app(database, code.number, way.app_key, rights, now)
    if app is None:
        raise NotAdmittedError(RefusalCode.SPENT_CODE)
    return app, first
