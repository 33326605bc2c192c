"""The letter about the end of an account, in the language that its person spoke."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from ostoja.cloud.accounts.queries import claims_file
from ostoja.cloud.erasure.models import Report
from ostoja.cloud.erasure.queries import untold
from ostoja.cloud.erasure.rules import Status
from ostoja.cloud.policies.queries import InForce
from ostoja.cloud.web.texts import FALLBACK, text


@dataclass(frozen=True)
class Shown:
    """A line of a report as people read it."""

    category: str
    status: str
    why: str


def shown(report: Report, found: InForce, language: str) -> list[Shown]:
    """A report's lines in somebody's language, in the policy's words."""
    scope = found.scope(language)
    rules = scope.policy.retention
    lines: list[Shown] = []
    for line in report.lines.all():
        why = "; ".join(scope.say(rules[key].label) for key in line.rules.split() if key in rules)
        key = f"erasure.status.{line.status}" + (".until" if line.until is not None else "")
        said = text(key, language, day=line.until)
        lines.append(Shown(scope.data([line.category]), said, why if line.status == Status.RETAINED else ""))
    return lines


def untold_of(report: Report, found: InForce, language: str) -> list[str]:
    """The recipients that could not be told yet, by name."""
    scope = found.scope(language)
    known = scope.whole.recipients
    keys = sorted(set(untold(report.person).values_list("recipient", flat=True))) if report.person else []
    return [(known[key].name or scope.say(known[key].label)) if key in known else key for key in keys]


def letter(report: Report, found: InForce) -> EmailMessage | None:
    """What a person reads after their account was closed; nothing when nobody knows any more where they are."""
    kept = None if report.person is None else claims_file(report.person)
    if kept is None or report.person is None or not kept.email:
        return None
    language = report.person.language or FALLBACK
    lines = [
        f"- {one.category}: {one.status}" + (f" ({one.why})" if one.why else "")
        for one in shown(report, found, language)
    ]
    page = settings.OSTOJA_ORIGIN + reverse("erasure:report", kwargs={"report": report.public})
    body = text("mail.erasure.body", language, lines="\n".join(lines), report=page)
    names = untold_of(report, found, language)
    if names:
        body += "\n\n" + text("erasure.untold", language) + "\n" + "\n".join(f"- {name}" for name in names)
    body += "\n\n-- \n" + text("mail.signature", language, site=settings.OSTOJA_ORIGIN) + "\n"
    return EmailMessage(text("mail.erasure.subject", language), body, settings.DEFAULT_FROM_EMAIL, [kept.email])
