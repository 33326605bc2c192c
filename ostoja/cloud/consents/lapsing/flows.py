"""Lets consents lapse: after a restore a withdrawal may be missing, so people are asked again.

Source: GDPR art. 7(1), 7(3).
"""

from datetime import datetime

from django.db import transaction

from ostoja.cloud.consents.models import Choice
from ostoja.privacy.consent.choices import Kind

METHOD = "restored"


@transaction.atomic
def lapse_all(now: datetime) -> int:
    """Let every consent that stands lapse, and say how many; done twice it finds none."""
    standing = Choice.objects.select_for_update().filter(kind=Kind.GIVEN.value, ended__isnull=True).order_by("pk")
    rows = [
        Choice(
            who=given.who,
            person=given.person,
            purpose=given.purpose,
            kind=Kind.EXPIRED.value,
            asked=given.asked,
            policy=given.policy,
            language=given.language,
            method=METHOD,
            at=now,
            ended=now,
        )
        for given in standing
    ]
    standing.end(now)
    return len(Choice.objects.bulk_create(rows))
