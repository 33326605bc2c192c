"""Whether the office may open: nothing is served under a promise that was not published."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ostoja.cloud.policies.flows import Draft, PublishError, publish
from ostoja.cloud.policies.queries import publication_in_force, publication_named
from ostoja.policy.adapters import adapters_of, with_adapters
from ostoja.policy.errors import PolicyProblemsError
from ostoja.policy.policy import Policy
from ostoja.policy.shelf import operators, shipped

DEMO_POLICY, DEMO_APPROVER = "default", "demo"


class UnpublishedError(Exception):
    """The office may not open; the text is a sentence for the operator."""


def draft_in(folder: Path, adapters: Iterable[str], *, demo: bool) -> Draft:
    """The policy that the operator wrote, with the adapters that are on.

    Raises: UnpublishedError when there is none, it cannot be kept, or it does not know an adapter.
    """
    policy = source(folder, demo=demo)
    on = frozenset(adapters)
    if unknown := sorted(on - adapters_of(policy)):
        raise UnpublishedError(f"OSTOJA_ADAPTERS names {', '.join(unknown)}, which the privacy policy does not know.")
    return Draft(policy, on, demo=demo)


def source(folder: Path, *, demo: bool) -> Policy:
    """The policy that the operator wrote; the demo has the one that ships when there is none.

    Raises: UnpublishedError when there is none, or it cannot be kept.
    """
    if not folder.exists():
        if demo:
            return shipped(DEMO_POLICY)
        raise UnpublishedError(f"There is no privacy policy in {folder}: run 'ostoja policy init' first.")
    try:
        return operators(folder)
    except PolicyProblemsError as wrong:
        raise UnpublishedError(f"The privacy policy cannot be used:\n{wrong}") from wrong


def open_under(draft: Draft, now: datetime) -> None:
    """Nothing, when this policy was published; the demo publishes it by itself.

    Raises: UnpublishedError.
    """
    if publication_named(with_adapters(draft.policy, draft.adapters).hash()) is None:
        if not draft.demo:
            raise UnpublishedError("This privacy policy was not published: run 'ostoja policy publish' first.")
        try:
            publish(draft, DEMO_APPROVER, now)
        except PublishError as wrong:
            raise UnpublishedError(str(wrong)) from wrong
    if publication_in_force(now) is None:
        raise UnpublishedError("No published privacy policy is in force yet: look at 'effective' in about.toml.")
