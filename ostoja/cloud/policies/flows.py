"""What can happen to the operator's promise: it is published, and people are told."""

import logging
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.policies.letters import coming
from ostoja.cloud.policies.models import Page, Publication, Told
from ostoja.cloud.policies.pages import claims_of, documents
from ostoja.cloud.policies.queries import publications, untold, version
from ostoja.cloud.policies.rules import Proposal, Refusal, Standing, refusal_of
from ostoja.policy.adapters import with_adapters
from ostoja.policy.changes.changes import Change, changes_between, weight_of
from ostoja.policy.changes.classes import Class
from ostoja.policy.policy import Policy

log = logging.getLogger(__name__)

# What a mail server says of one letter, and not of itself.
REFUSED_LETTER = (SMTPDataError, SMTPRecipientsRefused)


class PublishError(Exception):
    """A version may not be published; the text is a sentence for the operator, ``refusal`` the reason."""

    def __init__(self, refusal: Refusal, sentence: str) -> None:
        super().__init__(sentence)
        self.refusal = refusal


@dataclass(frozen=True)
class Draft:
    """What an operator would publish: the policy, the adapters that are on, and how grave they say that it is."""

    policy: Policy
    adapters: frozenset[str]
    raised_to: Class = Class.EDITORIAL
    demo: bool = False


def changes_to(draft: Draft) -> list[Change]:
    """What would change for people if this draft were published now, compared with the version that holds last."""
    last = publications().last()
    if last is None:
        return []
    return changes_between(version(last.hash).scope("en").policy, with_adapters(draft.policy, draft.adapters))


def proposal(draft: Draft, now: datetime) -> Proposal:
    """The version that this draft would be.

    Raises: PublishError.
    """
    reduced = with_adapters(draft.policy, draft.adapters)
    weight = weight_of(changes_to(draft), draft.raised_to)
    made = Proposal(reduced, reduced.hash(), weight, claims_of(draft.policy), now, draft.demo)
    published = [Standing(*row) for row in publications().select_for_update().values_list("hash", "effective")]
    refused = refusal_of(made, published)
    if refused is not None:
        raise PublishError(*refused)
    return made


@transaction.atomic
def publish(draft: Draft, approver: str, now: datetime, *, dry_run: bool = False) -> Publication:
    """Publish a version with everything that people will read of it; a dry run leaves nothing behind.

    Raises: PublishError.
    """
    made = proposal(draft, now)
    publication = Publication(
        hash=made.hash,
        body=draft.policy.canonical(),
        adapters=" ".join(sorted(draft.adapters)),
        weight=made.weight,
        approver=approver,
        published=now,
        effective=made.effective,
        day=made.day,
    )
    drawn = documents(draft.policy, draft.adapters, made.claims)
    if not dry_run:
        publication.save()
        Page.objects.bulk_create(Page(publication=publication, **vars(page)) for page in drawn)
    return publication


def tell_of(publication: Publication, now: datetime) -> int:
    """Write to everybody who was not told of a version, and say to how many.

    A letter that is refused keeps nobody else waiting; when the mail server is gone, the others wait for the next time.
    """
    told = 0
    try:
        with get_connection() as mail:
            for person in untold(publication).iterator():
                told += tell(publication, person, mail, now)
    except OSError as wrong:
        # The text of such an error may hold addresses. All errors of the library for SMTP are of this kind.
        log.warning("people are not told of a policy yet: %s", type(wrong).__name__)
    return told


def tell(publication: Publication, person: Person, mail: BaseEmailBackend, now: datetime) -> bool:
    """Write to one person of a version, and whether the letter left.

    The row is written after the letter: a kill in between may tell somebody twice, and never leaves anybody untold.
    """
    letter = coming(publication, person)
    letter.connection = mail
    try:
        letter.send()
    except REFUSED_LETTER as wrong:
        log.warning("a letter about a policy was refused: %s", type(wrong).__name__)
        return False
    Told.objects.get_or_create(publication=publication, person=person, defaults={"told": now})
    return True
