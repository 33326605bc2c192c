"""What a signal of the browser refuses, who may answer for whom, and which kinds of cookies are asked about."""

from collections.abc import Collection, Mapping, Sequence

from ostoja.policy.entries import Purpose
from ostoja.policy.policy import Policy
from ostoja.policy.words import CookieCategory, Place, RecipientRole
from ostoja.privacy.consent.choices import OBJECTION, Kind
from ostoja.privacy.consent.decide import NEEDS_A_GUARDIAN, NOES, OPEN_TO_OBJECTION, AgeBand, needs_consent

OPTIONAL = (CookieCategory.FUNCTIONAL, CookieCategory.ANALYTICS, CookieCategory.MARKETING)
# Cookies that tell others of a visit, or advertise.
SIGNALLED = frozenset({CookieCategory.ANALYTICS, CookieCategory.MARKETING})
MARKETING = "marketing"
CONTROLLERS = frozenset({RecipientRole.CONTROLLER, RecipientRole.JOINT_CONTROLLER})


def refused_by_signal(policy: Policy) -> frozenset[str]:
    """The purposes that a browser's "do not sell or share" refuses: marketing, profiling, and passing data on.

    What follows from a contract or a law is not optional, so no signal refuses it.

    Source: W3C Global Privacy Control; decision D13.
    """
    told = {cookie.purpose for cookie in policy.cookies.values() if cookie.category in SIGNALLED}
    return frozenset(
        key
        for key, purpose in policy.purposes.items()
        if (needs_consent(purpose) or purpose.basis in OPEN_TO_OBJECTION)
        and (purpose.profiling or key in told or is_marketing(purpose) or is_sharing(policy, key))
    )


def is_marketing(purpose: Purpose) -> bool:
    """Whether a purpose is advertising of any kind, by the taxonomy of uses."""
    return purpose.fides.split(".")[0] == MARKETING


def is_sharing(policy: Policy, key: str) -> bool:
    """Whether somebody else gets data for a purpose of which people are asked, to use them as they decide."""
    receivers = (one for one in policy.recipients.values() if key in one.purposes and one.role in CONTROLLERS)
    return needs_consent(policy.purposes[key]) and any(receivers)


def is_heeded(purpose: Purpose, said: Sequence[tuple[Kind, bool]]) -> bool:
    """Whether what somebody said about a purpose holds under their browser's signal.

    A no holds, an objection where one is possible; and so does what was last said against the signal.

    Shapes: answers and objections in the order in which they were written, each with whether it was against the signal.
    """
    if not said:
        return False
    last, against = said[-1]
    if against:
        return True
    if purpose.basis not in OPEN_TO_OBJECTION:
        return last in NOES
    objections = [kind for kind, _ in said if kind in OBJECTION]
    return objections[-1:] == [Kind.OBJECTED]


def asked_of(purposes: Mapping[str, Purpose], groups: frozenset[str]) -> dict[str, Purpose]:
    """The purposes that need somebody's consent, for people of these groups."""
    return {key: entry for key, entry in purposes.items() if needs_consent(entry) and groups & set(entry.groups)}


def may_answer(age: AgeBand, *, for_themselves: bool) -> bool:
    """Whether a yes counts: a child's own does not, and nobody else's does once the child is old enough."""
    return for_themselves is (age not in NEEDS_A_GUARDIAN)


def may_change_age(band: AgeBand, *, has_guardian: bool) -> bool:
    """Whether somebody may say by themselves how old they are: not a child for whom a guardian answers."""
    return not (has_guardian and band in NEEDS_A_GUARDIAN)


def cookie_categories(policy: Policy) -> tuple[CookieCategory, ...]:
    """The kinds of cookies that are not necessary and that a visitor of the public site could be asked for."""
    tools = {tool.asks for tool in policy.tools.values() if Place.WEBSITE in tool.places}
    used = tools | {cookie.category for cookie in policy.cookies.values()}
    return tuple(category for category in OPTIONAL if category in used)


def cookies_to_go(policy: Policy, agreed: Collection[CookieCategory]) -> frozenset[str]:
    """The names of cookies that may not lie in a browser now, as the policy writes them; what any agreed kind has may.

    Whoever sets them: a tool of somebody else writes its cookies for our host.
    """
    kept = {CookieCategory.NECESSARY, *agreed}
    rows = policy.cookies.values()
    allowed = {name for row in rows if row.category in kept for name in row.names}
    return frozenset(name for row in rows for name in row.names if name not in allowed)
