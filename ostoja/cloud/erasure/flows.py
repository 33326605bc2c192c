"""How somebody's data go: the ledger first, then the deed, then a look at what is left, then the report."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction

from ostoja.cloud.accounts.flows import close
from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.guardians.flows import leave
from ostoja.cloud.erasure.holdings import held_of
from ostoja.cloud.erasure.ledger import PENDING, Entry
from ostoja.cloud.erasure.models import Line, Report, Telling
from ostoja.cloud.erasure.queries import due_tellings, handles_of, ledger, recipients_of
from ostoja.cloud.erasure.rules import Change, Deed, Outcome, Status, check_known, outcomes, wait
from ostoja.cloud.erasure.telling import call, is_done
from ostoja.cloud.homes.flows import part_with_homes
from ostoja.cloud.keys.flows import destroy, destroy_of
from ostoja.cloud.keys.queries import subjects
from ostoja.cloud.policies.queries import NothingPublishedError, in_force

log = logging.getLogger(__name__)

EVERYTHING = "*"
# A deletion that was written down a moment ago may stand in a transaction that has not ended yet.
UNDER_WAY = timedelta(minutes=10)
Work = Callable[[], object]
Clock = Callable[[], datetime]


def close_account(person: Person, clock: Clock, beside: Work = lambda: None) -> Report:
    """End an account and say what became of every category; ``beside`` happens with it or not at all.

    Raises: UnknownCategoryError when something is held that the policy does not know, and then nothing was done.
    """
    now = clock()
    found = in_force(now)
    before = held_of(person, found)
    check_known(before, found.policy.categories)
    number = ledger().begin(person.public, Deed.CLOSED, list(before), now)
    try:
        with transaction.atomic():
            beside()
            end(person, now, clock)
    except Exception:
        ledger().void(number, now)
        raise
    return settle(person, number, before, now)


def end(person: Person, at: datetime, clock: Clock) -> None:
    """What the end of an account does; done twice it does nothing more."""
    part_with_homes(person, clock)
    leave(person)
    close(person, at)
    owe(person, Change.ERASURE, at)


def owe(person: Person, change: Change, now: datetime) -> int:
    """Note that everybody who received something about a person is to hear of a change, and say how many."""
    asked = Telling.objects.filter(person=person, change=change.value, told__isnull=True)
    waiting = set(asked.values_list("recipient", flat=True))
    made = [
        Telling(person=person, recipient=recipient, purpose=purpose, change=change.value, made=now)
        for recipient, purpose in recipients_of(person).items()
        if recipient not in waiting
    ]
    return len(Telling.objects.bulk_create(made))


def tell_recipients(now: datetime) -> int:
    """Call every recipient that is due, and say how many took the message; the others are called again.

    Who did not answer once is not waited for a second time: the jobs after this one are due too.
    """
    told, silent = 0, set[str]()
    for telling in list(due_tellings(now)):
        if telling.recipient in silent:
            continue
        if tell_one(telling, now):
            told += 1
        elif telling.recipient in settings.NOTICE_ADDRESSES:
            silent.add(telling.recipient)
    return told


def tell_one(telling: Telling, now: datetime) -> bool:
    """Call one recipient, and whether it took the message."""
    answer = call(telling, now)
    telling.tries += 1
    telling.next = now + wait(telling.tries)
    if answer is not None:
        telling.told = telling.told or now
        telling.answered = now if is_done(answer) else None
    telling.save(update_fields=["tries", "next", "told", "answered"])
    return answer is not None


def told_by_hand(telling: Telling, now: datetime, *, answered: bool) -> None:
    """Note that staff told a recipient, and whether it answered."""
    telling.told = telling.told or now
    telling.answered = now if answered else telling.answered
    telling.save(update_fields=["told", "answered"])


def settle(person: Person, number: int, before: Iterable[str], now: datetime) -> Report:
    """Look at what is left, write it into the ledger, and keep it for the person."""
    made = outcomes(before, held_of(person, in_force(now)))
    ledger().settle(number, {one.category: one.said() for one in made}, now)
    return report(person, number, made, now)


@transaction.atomic
def report(person: Person, number: int, made: Iterable[Outcome], now: datetime) -> Report:
    """Keep for a person what became of their data."""
    kept, is_new = Report.objects.get_or_create(number=number, defaults={"person": person, "made": now})
    if is_new:
        lines = [
            Line(report=kept, category=one.category, status=one.status, rules=" ".join(one.rules), until=one.until)
            for one in made
        ]
        Line.objects.bulk_create(lines)
    return kept


def before_deletion(person: Person, now: datetime) -> None:
    """Write that somebody's row is about to go with all that hangs on it; once it is gone, their keys go too."""
    keys = subjects(handles_of(person))
    number = ledger().begin(person.public, Deed.DELETED, [EVERYTHING], now, keys)
    transaction.on_commit(partial(after_deletion, number, keys, {EVERYTHING: Status.ERASED.value}, now))


def after_deletion(number: int, keys: Collection[str], categories: Mapping[str, str], now: datetime) -> None:
    """Destroy the keys of somebody whose row is gone, and write that this is so."""
    destroy_of(keys)
    ledger().settle(number, categories, now)


def resume(now: datetime) -> int:
    """Bring to an end what a kill left half done, and say how many it were; what fails is left to the next time.

    A closing that was written down is done: the person asked for it. A deletion whose row is still there is left to
    whoever wanted it, and comes again by itself.
    """
    pending = [entry for entry in ledger().entries() if entry.state == PENDING] if ledger().exists() else []
    people = by_handle() if pending else {}
    return sum(resume_one(entry, people.get(entry.who), now) for entry in pending)


def resume_one(entry: Entry, person: Person | None, now: datetime) -> bool:
    """Bring one erasure to its end, and whether that was possible."""
    try:
        if person is None:
            after_deletion(entry.number, entry.keys, dict.fromkeys(entry.categories, Status.ERASED.value), now)
        elif entry.deed is Deed.DELETED and now < entry.at + UNDER_WAY:
            return False
        elif entry.deed is Deed.DELETED:
            ledger().void(entry.number, now)
        else:
            carry_out(entry, person, now)
            settle(person, entry.number, entry.categories, now)
    except NothingPublishedError:
        raise
    except Exception as wrong:  # noqa: BLE001 - whatever it is, the others were promised the same
        log.error("an erasure cannot be ended: %s", type(wrong).__name__)  # noqa: TRY400 - a traceback may hold data
        return False
    return True


def by_handle() -> dict[str, Person]:
    """Everybody, by what the ledger knows them."""
    book = ledger()
    return {book.who(person.public): person for person in Person.objects.iterator(2_000)}


def carry_out(entry: Entry, person: Person, now: datetime) -> None:
    """Do to somebody what the ledger says was done, as of then."""
    if entry.deed is Deed.DELETED:
        handles = handles_of(person)
        with transaction.atomic():
            person.delete()
        destroy(handles)
        return
    with transaction.atomic():
        end(person, person.closed or entry.at, lambda: now)


def note_letter(report: Report, now: datetime) -> None:
    """Write that a report was sent."""
    report.sent = now
    report.save(update_fields=["sent"])
