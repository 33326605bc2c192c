"""Everything that a policy says of one category of data."""

from collections.abc import Iterator

from ostoja.policy.render.drawings.processing import basis, how_long, phrases, what_then
from ostoja.policy.render.scope import Scope
from ostoja.policy.taxonomy import TAXONOMY


def explain(scope: Scope, category: str) -> Iterator[str]:
    """Lines for a terminal: where the category lies, why, how long, and who receives it.

    Raises: KeyError when the policy has no such category.
    """
    policy, holding, kind = scope.policy, scope.policy.categories[category], TAXONOMY[category]
    yield f"{category}: {scope.say(kind.label)}" + (" (high)" if kind.high else "")
    yield f"  fideslang {kind.fides or '-'}, DPV {kind.dpv or '-'}"
    yield f"  {scope.phrase('groups')}: {', '.join(scope.say(policy.groups[key].label) for key in holding.groups)}"
    yield f"  {scope.phrase('sources')}: {phrases(scope, 'source', holding.sources)}"
    yield f"  {scope.phrase('kept')}: {phrases(scope, 'kept', holding.kept)}"
    if holding.unstored is not None:
        yield f"  {holding.unstored}"
    yield f"{scope.phrase('purposes')}:"
    for key, purpose in policy.purposes.items():
        if category in purpose.categories:
            yield f"  {key}: {scope.say(purpose.label)}; {basis(scope, purpose)}"
    yield f"{scope.phrase('kept_for')}:"
    for key, rule in policy.retention.items():
        if category in rule.categories:
            yield f"  {key}: {how_long(scope, rule)}; {scope.say(rule.starts)}; {what_then(scope, rule)}"
    yield f"{scope.phrase('recipients')}:"
    for key, recipient in policy.recipients.items():
        if category in recipient.categories:
            yield f"  {key}: {scope.say(recipient.label)} ({scope.phrase(f'role.{recipient.role.value}')})"
