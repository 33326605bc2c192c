"""The records of processing activities, one for the controller and one for the processor.

Source: GDPR art. 30(1)(a) to (g) and 30(2)(a) to (d).
"""

from ostoja.policy.entries import Purpose, Transfer
from ostoja.policy.errors import PolicyError
from ostoja.policy.render.blocks import PART, SECTION, Block, Document, Heading, Paragraph, Table
from ostoja.policy.render.drawings import people
from ostoja.policy.render.drawings.processing import basis, how_long
from ostoja.policy.render.notice import marks
from ostoja.policy.render.scope import Scope
from ostoja.policy.words import OurRole


class EmptyCellError(PolicyError):
    """An activity lacks something that the record must say."""


def record(scope: Scope) -> Document:
    """Both records; what a person reads of each activity is a table of two columns.

    Raises: EmptyCellError naming the activity and what it lacks.
    """
    blocks: list[Block] = [Heading(SECTION, scope.phrase("controller"), "controller"), *people.controller(scope)]
    for role in OurRole:
        blocks.append(Heading(SECTION, scope.phrase(f"record.{role.value}"), f"record-{role.value}"))
        activities = [
            (key, purpose)
            for key, purpose in scope.policy.purposes.items()
            if any(scope.policy.groups[group].role is role for group in purpose.groups)
        ]
        for key, purpose in activities:
            blocks.append(Heading(PART, scope.say(purpose.label), f"{role.value}-{key.replace('.', '-')}"))
            rows = tuple(activity(scope, key, purpose, role).items())
            empty = [name for name, said in rows if not said]
            if empty:
                raise EmptyCellError(f"{key} has no {empty[0]!r}")
            blocks.append(Table(scope.say(purpose.label), (), rows))
        if not activities:
            blocks.append(Paragraph(scope.phrase("no_entries")))
    return Document(scope.phrase("record"), scope.language, marks(scope), blocks)


def activity(scope: Scope, key: str, purpose: Purpose, role: OurRole) -> dict[str, str]:
    """What the record says of one activity, under the words of its columns."""
    said = {
        "recipients": recipients(scope, key),
        "transfers": transfers(scope, key),
        "measures": scope.say(scope.whole.about.measures),
    }
    if role is OurRole.CONTROLLER:
        people = (scope.policy.groups[group] for group in purpose.groups)
        said = {
            "purpose": f"{scope.say(purpose.label)}; {basis(scope, purpose)}",
            "groups": ", ".join(scope.say(group.label) for group in people if group.role is role),
            "categories": scope.data(purpose.categories),
            **said,
            "kept_for": periods(scope, key),
        }
    else:
        said = {"on_behalf": scope.phrase("on_behalf.organisation"), "processing": scope.say(purpose.label), **said}
    return {scope.phrase(f"record.{name}"): words for name, words in said.items()}


def recipients(scope: Scope, purpose: str) -> str:
    """Who receives data for a purpose."""
    return scope.recipients(receivers(scope, purpose)) or scope.phrase("nobody")


def transfers(scope: Scope, purpose: str) -> str:
    """Which transfers a purpose has, with the documents of their safeguards."""
    found = set(receivers(scope, purpose))
    named = (transfer for transfer in scope.policy.transfers.values() if found & set(transfer.recipients))
    return "; ".join(transferred(scope, transfer) for transfer in named) or scope.phrase("no_transfer")


def transferred(scope: Scope, transfer: Transfer) -> str:
    """Where data go and what lets them."""
    mechanism = scope.phrase(f"mechanism.{transfer.mechanism.value}")
    return f"{', '.join(transfer.countries)}: {mechanism} ({transfer.reference})"


def receivers(scope: Scope, purpose: str) -> list[str]:
    """The ids of those who receive data for a purpose."""
    return [key for key, recipient in scope.policy.recipients.items() if purpose in recipient.purposes]


def periods(scope: Scope, purpose: str) -> str:
    """How long the data of a purpose are kept."""
    rules = (rule for rule in scope.policy.retention.values() if purpose in rule.purposes)
    return "; ".join(
        f"{scope.data(rule.categories)}: {how_long(scope, rule)}, {scope.say(rule.starts)}" for rule in rules
    )
