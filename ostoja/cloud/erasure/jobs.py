"""What happens to erasures in the background."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ostoja.cloud.erasure import flows
from ostoja.cloud.erasure.letters import letter
from ostoja.cloud.erasure.queries import ledger, unsent
from ostoja.cloud.policies.queries import NothingPublishedError, in_force
from ostoja.policy.periods import Period

log = logging.getLogger(__name__)

# The policy's rules on backups: after both are over, nothing can come back of whom an entry is about.
BACKUPS = ("R33", "R34")
KEPT_AT_LEAST = 42  # Days, should a policy say nothing of backups. Source: decision D28.


def resume(now: datetime) -> None:
    """Bring to an end what a kill left half done."""
    try:
        done = flows.resume(now)
    except NothingPublishedError:
        return
    if done:
        log.warning("brought %d erasures to an end that were left half done", done)


def tell(now: datetime) -> None:
    """Send word to recipients, and the report to whoever closed an account; what fails comes again."""
    told = flows.tell_recipients(now)
    sent = sum(send(report.pk, now) for report in unsent())
    if told or sent:
        log.info("told %d recipients of changes and %d people of their data's end", told, sent)


def send(number: int, now: datetime) -> bool:
    """Send one report, and whether it left."""
    report = unsent().get(pk=number)
    written = letter(report, in_force(now))
    if written is not None:
        try:
            written.send()
        except OSError as wrong:
            log.warning("a report was not sent: %s", type(wrong).__name__)
            return False
    flows.note_letter(report, now)
    return written is not None


def forget(now: datetime) -> None:
    """Drop the months of the ledger of which no backup can hold anybody any more."""
    try:
        found = in_force(now)
    except NothingPublishedError:
        return
    rules = [found.policy.retention[key] for key in BACKUPS if key in found.policy.retention]
    days = max(KEPT_AT_LEAST, sum(Period.parse(rule.period).longest_days() for rule in rules))
    today = now.astimezone(ZoneInfo(found.policy.about.zone)).date()
    before = today - timedelta(days=days)
    log.info("dropped %d months of the ledger of erasures", ledger().forget(before, now))
