"""What somebody asked for besides erasure, and no restore may undo: restrictions, objections, and what staff holds.

A backup knows none that came after it, and what it restores is looked at for what has come to its end: without the
restriction or the hold it would go. People stand here as in the ledger's other lines, by a keyed hash.

Source: GDPR art. 18(1), 18(2), 21.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents import flows as consents
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import choices_of, who_is
from ostoja.cloud.erasure.queries import ledger
from ostoja.cloud.retention import flows as retention
from ostoja.cloud.retention.flows import Held
from ostoja.cloud.retention.models import Hold
from ostoja.privacy.consent.choices import LASTING, OBJECTION, RESTRICTION, Kind

Said = Mapping[str, str]
CHOICE, HOLD = "choice", "hold"
METHOD = "restored"


def note_choice(choice: Choice, now: datetime) -> None:
    """Note that somebody restricted or objected, or ended that; consent is not noted, since it lapses in a restore."""
    if choice.person is not None and Kind(choice.kind) in OBJECTION | RESTRICTION:
        who = {"about": CHOICE, "who": ledger().who(choice.person.public)}
        said = {"kind": choice.kind, "purpose": choice.purpose, "language": choice.language}
        ledger().note(who | said, now)


def note_hold(hold: Hold, now: datetime) -> None:
    """Note that staff holds a record, or no longer does."""
    until = "" if hold.released is None else hold.released.isoformat()
    place = {"table": hold.table, "row": hold.row, "field": hold.field, "made": hold.made.isoformat()}
    ledger().note({"about": HOLD, "review": hold.review.isoformat(), "released": until} | place, now)


def do_again(notes: Iterable[Said], people: Mapping[str, Person], now: datetime) -> int:
    """Let everything stand again as it was noted last, and say how much had to be changed; done twice it is nothing.

    Shapes: ``people`` by what the ledger knows them.
    """
    choices: dict[tuple[str, str, bool], Said] = {}
    holds: dict[tuple[str, ...], Said] = {}
    for said in notes:
        if said["about"] == CHOICE:
            choices[said["who"], said["purpose"], Kind(said["kind"]) in OBJECTION] = said
        else:
            holds[said["table"], said["row"], said["field"], said["made"]] = said
    chosen = sum(choose_again(said, people[said["who"]], now) for said in choices.values() if said["who"] in people)
    return chosen + sum(hold_again(said) for said in holds.values())


def choose_again(said: Said, person: Person, now: datetime) -> bool:
    """Write what somebody chose last, unless it stands; whether it had to be written."""
    kind, purpose = Kind(said["kind"]), said["purpose"]
    alike = next(kinds for kinds in (OBJECTION, RESTRICTION) if kind in kinds)
    last = choices_of(who_is(person)).filter(purpose=purpose, kind__in=[one.value for one in alike]).last()
    if (last is None and kind not in LASTING) or (last is not None and last.kind == kind.value):
        return False
    way = consents.Way(person, said["language"], METHOD)
    # The policy that holds may no longer know the purpose: then nothing is done for it either.
    with suppress(consents.ChoiceError):
        if kind in RESTRICTION:
            (consents.restrict if kind is Kind.RESTRICTED else consents.lift)(person, way, now, purpose)
        else:
            (consents.object_to if kind is Kind.OBJECTED else consents.end_objection)(person, purpose, way, now)
        return True
    return False


def hold_again(said: Said) -> bool:
    """Hold a record again, or let it go, unless that stands; whether it had to be done."""
    kept = Held(said["table"], said["row"], said["field"])
    made = datetime.fromisoformat(said["made"])
    held = Hold.objects.filter(table=kept.table, row=kept.row, field=kept.field, made=made).first()
    ended = datetime.fromisoformat(said["released"]) if said["released"] else None
    if held is None and ended is None:
        retention.hold_again(kept, date.fromisoformat(said["review"]), made)
        return True
    if held is not None and ended is not None and held.released is None:
        retention.release(held, ended)
        return True
    return False
