"""Words that would go on saying what an entry no longer says."""

import re
from collections.abc import Iterator

from ostoja.policy.errors import Problem
from ostoja.policy.filling import PLACE
from ostoja.policy.lint.texts import texts_of
from ostoja.policy.policy import Policy
from ostoja.policy.text import Language

# Digits before a unit of time, in either language: "2 lata", "30-dniowy", "five years" is left to whoever reads it.
DURATION = re.compile(
    r"\b\d+[\s-]*(?:lat|lata|latach|rok|roku|miesi\w+|tygod\w+|dni\w*|dzień|godzin\w*|years?|months?|weeks?|days?|hours?)\b",
    re.IGNORECASE,
)
# Deviations compare with another policy, and say what that one says.
FREE = "deviations.toml"
# Entries whose own words are the place where a name belongs.
NAMED_HERE = frozenset({"controller.toml", "recipients.toml", "tools.toml", "law.toml"})
# Names of cookies that are this short are words as well.
LONGEST_WORD = len("SSID")
# "Anonymous" is never proved by saying so. Source: recital 26 GDPR.
UNPROVED = re.compile(r"\banonim\w*|\banonym\w*", re.IGNORECASE)


def faults(policy: Policy) -> Iterator[Problem]:
    """Durations, names of companies and cookies written into texts, and places that one language lacks."""
    companies = {entry.name for entry in policy.recipients.values() if entry.name} | {policy.controller.name}
    cookies = {name for cookie in policy.cookies.values() for name in cookie.names if len(name) > LONGEST_WORD}
    names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(companies | cookies)))})(?!\w)")
    for file, key, text in texts_of(policy):
        if set(PLACE.findall(text.pl)) != set(PLACE.findall(text.en)):
            yield Problem(file, key, "both languages leave the same places open")
        for language in Language:
            yield from of_one(file, f"{key}.{language}", PLACE.sub("", text.in_(language)), names)


def of_one(file: str, key: str, said: str, names: re.Pattern[str]) -> Iterator[Problem]:
    """What one text, without its places, says that only an entry may say."""
    if "{" in said or "}" in said:
        yield Problem(file, key, "has a brace that opens or closes no place")
    if file == FREE:
        return
    if found := DURATION.search(said):
        yield Problem(file, key, f"says {found[0]!r} itself; write {{period.…}}")
    if UNPROVED.search(said):
        yield Problem(file, key, "claims anonymity, which nothing proves")
    if file not in NAMED_HERE and (found := names.search(said)):
        yield Problem(file, key, f"names {found[0]!r} itself; write {{recipient.…}} or {{controller.name}}")
