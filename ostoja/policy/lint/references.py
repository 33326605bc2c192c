"""References that lead nowhere."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ostoja.policy.errors import Problem
from ostoja.policy.filling import PLACE, places_in
from ostoja.policy.lint.texts import texts_of
from ostoja.policy.policy import Policy
from ostoja.policy.shown import SHOWN
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.policy.text import Language


def faults(policy: Policy) -> Iterator[Problem]:
    """Every id that no entry has."""
    yield from missing("categories", "", policy.categories, TAXONOMY, "the taxonomy")
    yield from of_people(policy)
    yield from of_recipients(policy)
    yield from of_the_document(policy)


def of_people(policy: Policy) -> Iterator[Problem]:
    """Between groups, categories, purposes and rules."""
    groups, categories, purposes = policy.groups, policy.categories, policy.purposes
    for key, holding in policy.categories.items():
        yield from missing("categories", f"{key}.groups", holding.groups, groups, "groups.toml")
    for key, purpose in purposes.items():
        yield from missing("purposes", f"{key}.groups", purpose.groups, groups, "groups.toml")
        yield from missing("purposes", f"{key}.categories", purpose.categories, categories, "categories.toml")
        yield from missing("purposes", f"{key}.law", purpose.law, policy.law, "law.toml")
    for key, rule in policy.retention.items():
        yield from missing("retention", f"{key}.groups", rule.groups, groups, "groups.toml")
        yield from missing("retention", f"{key}.categories", rule.categories, categories, "categories.toml")
        yield from missing("retention", f"{key}.purposes", rule.purposes, purposes, "purposes.toml")


def of_recipients(policy: Policy) -> Iterator[Problem]:
    """Of recipients, transfers, tools and cookies."""
    recipients = policy.recipients
    for key, recipient in recipients.items():
        yield from missing("recipients", f"{key}.groups", recipient.groups, policy.groups, "groups.toml")
        yield from missing(
            "recipients", f"{key}.categories", recipient.categories, policy.categories, "categories.toml"
        )
        yield from missing("recipients", f"{key}.purposes", recipient.purposes, policy.purposes, "purposes.toml")
    for key, transfer in policy.transfers.items():
        yield from missing("transfers", f"{key}.recipients", transfer.recipients, recipients, "recipients.toml")
    for key, tool in policy.tools.items():
        yield from missing("tools", f"{key}.recipient", (tool.recipient,), recipients, "recipients.toml")
        yield from missing("tools", f"{key}.section", (tool.section,), policy.sections, "sections.toml")
        yield from missing("tools", f"{key}.categories", tool.categories, policy.categories, "categories.toml")
    for key, cookie in policy.cookies.items():
        named = () if cookie.recipient is None else (cookie.recipient,)
        yield from missing("cookies", f"{key}.recipient", named, recipients, "recipients.toml")
        yield from missing("cookies", f"{key}.purpose", (cookie.purpose,), policy.purposes, "purposes.toml")
        yield from missing("cookies", f"{key}.storage", cookie.storage, cookie.names, "the names of this row")


def of_the_document(policy: Policy) -> Iterator[Problem]:
    """Of the zone, sections, claims and the places in texts."""
    if not is_zone(policy.about.zone):
        yield Problem("about.toml", "zone", f"{policy.about.zone!r} is no time zone such as Europe/Warsaw")
    for key, claim in policy.claims.items():
        yield from missing("claims", f"{key}.categories", claim.categories, policy.categories, "categories.toml")
    for key, section in policy.sections.items():
        for number, part in enumerate(section.parts):
            at = f"{key}.parts[{number}]"
            claims = () if part.claim is None else (part.claim,)
            shown = () if part.show is None else (part.show,)
            about = () if part.of is None else (part.of,)
            yield from missing("sections", f"{at}.claim", claims, policy.claims, "claims.toml")
            yield from missing("sections", f"{at}.show", shown, SHOWN, "the lists that can be shown")
            yield from missing("sections", f"{at}.of", about, policy.sections, "sections.toml")
            if sum(said is not None for said in (part.text, part.show, part.claim)) != 1:
                yield Problem("sections.toml", at, "has exactly one of text, show and claim")
    places = places_in(policy)
    for file, key, text in texts_of(policy):
        for language in Language:
            named = PLACE.findall(text.in_(language))
            yield from missing(file.removesuffix(".toml"), f"{key}.{language}", named, places, "the places to fill")


def missing(kind: str, key: str, named: Iterable[str], known: Iterable[str], where: str) -> Iterator[Problem]:
    """A problem for each named id that is not among the known ones."""
    for unknown in sorted(set(named) - set(known)):
        yield Problem(f"{kind}.toml", key or unknown, f"{unknown!r} is not in {where}")


def is_zone(name: str) -> bool:
    """Whether there is a time zone of this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
