"""A restore, step by step: closed first, then loaded, then erased again, swept and looked at, and open only then.

Each step can be done twice, so after a kill the same command ends right. Source: decision D28; GDPR art. 17, 32.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from ostoja.cloud.accounts import jobs as accounts
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.backup import databases
from ostoja.cloud.backup.archive import Manifest, extract, inspect
from ostoja.cloud.backup.errors import BackupError
from ostoja.cloud.consents import jobs as consents
from ostoja.cloud.consents.lapsing.flows import lapse_all
from ostoja.cloud.desk.flows import dismiss
from ostoja.cloud.desk.queries import staff
from ostoja.cloud.disclosures import jobs as disclosures
from ostoja.cloud.erasure import closed, flows
from ostoja.cloud.erasure.holdings import held_of
from ostoja.cloud.erasure.ledger import Entry
from ostoja.cloud.erasure.lines import LedgerError
from ostoja.cloud.erasure.notes import do_again
from ostoja.cloud.erasure.queries import ledger
from ostoja.cloud.erasure.rules import Deed, Status
from ostoja.cloud.homes import jobs as homes
from ostoja.cloud.keys import jobs as keys
from ostoja.cloud.keys.flows import destroy_of
from ostoja.cloud.policies.queries import InForce, NothingPublishedError, in_force
from ostoja.cloud.retention.flows import run
from ostoja.cloud.sessions import jobs as sessions
from ostoja.cloud.sessions.flows import end_every
from ostoja.privacy.forgetting.reaches import Reach

LOADING, LOADED = "loading", "loaded"


def restore(file: Path, reaches: Sequence[Reach], now: datetime, *, without_ledger: bool) -> int:
    """Restore a backup, and say how many erasures were done again; the office is open when this answers.

    Raises: BackupError with a sentence; once loading has begun the office stays closed then.
    """
    made = inspect(file)
    step = begin(made)
    if step == LOADING:
        load(file, made)
    else:
        migrate()
    entries = trusted(made, without_ledger=without_ledger)
    replay(entries, now)
    if ledger().exists():
        do_again(ledger().notes(made.line), flows.by_handle(), now)
    doubt(now)
    sweep(reaches, now)
    check(entries, now)
    closed.open_office()
    return len(entries)


def begin(made: Manifest) -> str:
    """Close the office, and say how far a restore of the same backup came before.

    Raises: BackupError when there is something that would be written over.
    """
    said = closed.state()
    if closed.is_closed():
        if said.get("sha256") != made.sha256:
            raise BackupError(f"Another restore was begun: end it, or empty the place and remove {closed.place()}.")
        return str(said["step"])
    if not databases.is_empty():
        raise BackupError("There is a database already: restore into an empty place.")
    closed.close_office({"sha256": made.sha256, "step": LOADING})
    return LOADING


def load(file: Path, made: Manifest) -> None:
    """Make the database what the backup says, and bring it to what this program wants."""
    draft = Path(settings.OSTOJA_VAR) / "restoring.database"
    extract(file, draft)
    databases.load(draft)
    draft.unlink(missing_ok=True)
    migrate()
    closed.close_office({"sha256": made.sha256, "step": LOADED})


def migrate() -> None:
    """Bring the databases to what this program wants."""
    for database in settings.DATABASES:
        call_command("migrate", database=database, interactive=False, verbosity=0)
    connections.close_all()


def trusted(made: Manifest, *, without_ledger: bool) -> list[Entry]:
    """What the ledger says was erased.

    Raises: BackupError when the ledger is missing, another, older than the backup, or damaged.
    """
    book = ledger()
    if not book.exists():
        if without_ledger:
            return []
        raise BackupError(
            f"The office stays closed: the ledger of erasures is missing in {settings.ERASURE_FOLDER}. Put it there and"
            " run this again; if there is none any more, say so with --no-ledger: whoever was erased comes back then."
        )
    try:
        head, numbers, entries = book.head(), book.numbers(), book.entries()
    except LedgerError as wrong:
        raise BackupError(f"The office stays closed: {wrong}") from wrong
    if head.id != made.ledger:
        raise BackupError(f"The office stays closed: {settings.ERASURE_FOLDER} holds the ledger of another office.")
    count = max(numbers, default=0)
    if count < made.line:
        raise BackupError(f"The office stays closed: the ledger in {settings.ERASURE_FOLDER} is older than the backup.")
    missing = sorted(set(range(made.line + 1, count + 1)) - numbers)
    if missing:
        raise BackupError(
            f"The office stays closed: the ledger in {settings.ERASURE_FOLDER} lacks {len(missing)} lines that were"
            f" written since the backup, the first is {missing[0]}. Put its missing months there; if the policy let"
            " them be dropped, this backup is older than it may be: take a newer one."
        )
    return entries


def replay(entries: Sequence[Entry], now: datetime) -> None:
    """Erase again whoever was erased since the backup."""
    found = policy(now)
    people = flows.by_handle() if entries else {}
    for entry in entries:
        person = people.get(entry.who)
        # Whose row the backup had no more may have keys in it all the same.
        destroy_of(entry.keys)
        if person is not None and Person.objects.filter(pk=person.pk).exists():
            flows.carry_out(entry, person, now)
            if entry.deed is Deed.CLOSED and found is not None:
                flows.settle(person, entry.number, entry.categories, now)


def doubt(now: datetime) -> None:
    """Let nothing stand that may have been taken back since the backup, where it can simply be given again.

    Consents lapse, nobody is signed in, and nobody is staff until the operator says so anew.
    """
    lapse_all(now)
    end_every()
    for person in {one.person for one in staff()}:
        dismiss(person, now)


def sweep(reaches: Sequence[Reach], now: datetime) -> None:
    """Forget what has come to its end since the backup."""
    accounts.forget(now)
    sessions.forget(now)
    homes.forget(now)
    consents.end(now)
    disclosures.end(now)
    if policy(now) is not None:
        run(reaches, now)
    keys.destroy(now)


def check(entries: Sequence[Entry], now: datetime) -> None:
    """Nothing, when nothing is there of what the ledger calls erased.

    Raises: BackupError.
    """
    found = policy(now)
    people = flows.by_handle() if entries else {}
    back = {entry.number for entry in entries if (person := people.get(entry.who)) and is_back(entry, person, found)}
    if back:
        numbers = ", ".join(str(number) for number in sorted(back))
        raise BackupError(f"The office stays closed: of the ledger's lines {numbers} something is still there.")


def is_back(entry: Entry, person: Person, found: InForce | None) -> bool:
    """Whether something is there of what was erased."""
    if entry.deed is Deed.DELETED or person.closed is None:
        return True
    gone = {category for category, said in entry.categories.items() if said == Status.ERASED.value}
    return found is not None and bool(gone & held_of(person, found).keys())


def policy(now: datetime) -> InForce | None:
    """The policy that holds; nothing in an office that had published none."""
    try:
        return in_force(now)
    except NothingPublishedError:
        return None
