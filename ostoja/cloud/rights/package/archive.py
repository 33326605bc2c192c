"""The package itself: a ZIP with a manifest that names every file with its checksum.

Source: decision D32; GDPR art. 15, 20.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.queries import choices_of, who_is
from ostoja.cloud.consents.receipts import STATES, receipt, signed
from ostoja.cloud.disclosures.queries import disclosures_about
from ostoja.cloud.policies.queries import InForce
from ostoja.cloud.rights.package.rows import Part, parts
from ostoja.cloud.rights.package.sheets import as_csv, as_json, schema
from ostoja.cloud.rights.package.words import retention, rights_page, sources
from ostoja.policy.policy import Policy
from ostoja.policy.text import Language
from ostoja.policy.words import Basis, Source
from ostoja.privacy.declare import Table

FORMAT = "ostoja-access-1"
EARLIEST = (1980, 1, 1, 0, 0, 0)
PORTABLE_BASES = frozenset({Basis.CONSENT, Basis.CONTRACT})
PORTABLE_SOURCES = frozenset({Source.PERSON, Source.DEVICE})


def access(person: Person, tables: Collection[Table], found: InForce, now: datetime) -> bytes:
    """Everything about a person that the office holds, who received it, how long it stays, and what they may do."""
    policy = found.scope(Language.EN).policy
    files = dict(data_files(parts(person, tables, policy)))
    files["recipients.json"] = pretty(recipients(person, found))
    files["consents.json"] = pretty(consents(person))
    files["retention.json"] = pretty(retention(found))
    files["sources.json"] = pretty(sources(found))
    files |= {f"rights.{language}.html": rights_page(found, language) for language in Language}
    return zipped(files, {"format": FORMAT, "scope": "access", "policy": policy.hash(), "made": now.isoformat()})


def portable(person: Person, tables: Collection[Table], found: InForce, now: datetime) -> bytes:
    """What a person gave or brought about, on consent or contract, for another controller. Source: GDPR art. 20(1)."""
    policy = found.scope(Language.EN).policy
    return portable_of(portable_parts(person, tables, policy), policy, now)


def portable_of(found: Iterable[Part], policy: Policy, now: datetime) -> bytes:
    """These parts as a package for another controller."""
    files = dict(data_files(found))
    return zipped(files, {"format": FORMAT, "scope": "portable", "policy": policy.hash(), "made": now.isoformat()})


def portable_parts(person: Person, tables: Collection[Table], policy: Policy) -> Iterator[Part]:
    """The parts of a package for another controller."""
    return parts(person, tables, policy, portable_categories(policy))


def portable_categories(policy: Policy) -> frozenset[str]:
    """What is needed on consent or contract, and was given or brought about by the person."""
    purposes = [purpose for purpose in policy.purposes.values() if purpose.basis in PORTABLE_BASES]
    needed = {category for purpose in purposes for category in purpose.categories}
    return frozenset(needed & {key for key, held in policy.categories.items() if PORTABLE_SOURCES & set(held.sources)})


def data_files(found: Iterable[Part]) -> Iterator[tuple[str, bytes]]:
    """Three files for each table that has anything about the person."""
    for part in found:
        if part.rows:
            yield f"data/{part.table}.json", as_json(part)
            yield f"data/{part.table}.csv", as_csv(part)
            yield f"schema/{part.table}.json", schema(part)


def recipients(person: Person, found: InForce) -> list[dict[str, object]]:
    """Who received what, by name and day. Source: GDPR art. 15(1)(c), 15(2)."""
    scope = found.scope(Language.EN)
    names = {key: entry.name or scope.say(entry.label) for key, entry in scope.whole.recipients.items()}
    return [
        {
            "recipient": names.get(entry.recipient, entry.recipient),
            "at": entry.at.isoformat(),
            "purpose": entry.purpose,
            "categories": entry.categories.split(),
            "country": entry.country,
            "mechanism": entry.mechanism,
            "state": entry.state,
        }
        for entry in disclosures_about(person)
    ]


def consents(person: Person) -> list[dict[str, object]]:
    """A person's choices about consent, each with its signed receipt."""
    choices = choices_of(who_is(person)).filter(kind__in=list(STATES))
    made = [(choice, receipt(choice)) for choice in choices]
    return [{"kind": choice.kind, "receipt": content, "jws": signed(content)} for choice, content in made]


def zipped(files: dict[str, bytes], manifest: dict[str, object]) -> bytes:
    """The files with their manifest, the same bytes for the same content."""
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [("manifest.json", pretty(manifest | {"files": sums})), *sorted(files.items())]:
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), content, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def pretty(value: object) -> bytes:
    """A value as JSON that a person can read."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
