"""What an admitted app is answered about the home's records: how long they are kept, and what they hold."""

from collections.abc import Callable
from dataclasses import dataclass

from ostoja.gateway.link.deliveries import BusyError, Carrier
from ostoja.gateway.link.receivers import AddressError, GatekeeperError, read_receiver
from ostoja.gateway.store import history
from ostoja.gateway.store.apps import App
from ostoja.gateway.store.database import Database
from ostoja.gateway.store.excerpts import newest
from ostoja.gateway.store.history import DaysError
from ostoja.gateway.store.holdings import part
from ostoja.protocol.deliveries import AskDeliveries, Deliver, Deliveries
from ostoja.protocol.holdings import AskHoldings, AskKeeping, Holdings, KeepFor, Keeping, Recording, Scope
from ostoja.protocol.messages import FromGateway, Reason, Refused
from ostoja.protocol.tickets import Profile, Role

Wish = AskKeeping | KeepFor | AskHoldings | Deliver | AskDeliveries


@dataclass(frozen=True)
class Records:
    """The home's records as conversations need them.

    ``is_failing`` says whether the disk takes no history; ``changed`` hears that the owner chose how long it is kept;
    ``carrier`` gives them to whom an owner chooses.
    """

    is_failing: Callable[[], bool] = lambda: False
    changed: Callable[[], None] = lambda: None
    carrier: Carrier | None = None


@dataclass(frozen=True)
class Asker:
    """The app that asks, and what the road and its admission say of it."""

    app: App
    profile: Profile


def answer(database: Database, records: Records, asker: Asker, wish: Wish) -> FromGateway:
    """What this app is told: owners choose and take the home along, everybody sees what concerns them."""
    if asker.profile is not Profile.PERSON:
        return Refused(wish.id, Reason.NO_RIGHT)
    match wish:
        case AskKeeping():
            return keeping(database, records, wish.id)
        case KeepFor():
            return _keep(database, records, asker.app, wish)
        case AskHoldings():
            return _holdings(database, asker.app, wish)
        case Deliver() | AskDeliveries():
            return _deliveries(records.carrier, asker.app, wish)


def keeping(database: Database, records: Records, id_: str) -> Keeping:
    """For how long the home keeps its history, and how its writing goes."""
    days = history.days(database)
    going = Recording.FAILING if records.is_failing() else Recording.ON
    recording = going if days else Recording.OFF
    return Keeping(id_, days, history.longest(database), recording, newest(database).policy)


def _keep(database: Database, records: Records, app: App, wish: KeepFor) -> FromGateway:
    if app.role is not Role.OWNER:
        return Refused(wish.id, Reason.NO_RIGHT)
    try:
        history.keep_for(database, wish.days)
    except DaysError:
        return Refused(wish.id, Reason.OUT_OF_RANGE)
    records.changed()
    return keeping(database, records, wish.id)


def _holdings(database: Database, app: App, wish: AskHoldings) -> FromGateway:
    if wish.scope is Scope.HOME and app.role is not Role.OWNER:
        return Refused(wish.id, Reason.NO_RIGHT)
    found = part(database, app, wish.scope, wish.after)
    if found is None:
        return Refused(wish.id, Reason.OUT_OF_RANGE)
    return Holdings(wish.id, found.sheet.name, found.sheet.columns, found.rows, found.next)


def _deliveries(carrier: Carrier | None, app: App, wish: Deliver | AskDeliveries) -> FromGateway:
    if app.role is not Role.OWNER or carrier is None:
        return Refused(wish.id, Reason.NO_RIGHT)
    try:
        if isinstance(wish, Deliver):
            carrier.deliver(app, read_receiver(wish.receiver, wish.address))
    except GatekeeperError:
        return Refused(wish.id, Reason.GATEKEEPER)
    except AddressError:
        return Refused(wish.id, Reason.BAD_ADDRESS)
    except BusyError:
        return Refused(wish.id, Reason.TOO_MANY)
    return Deliveries(wish.id, carrier.latest())
