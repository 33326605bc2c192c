"""The policy as linked data, so that other programs can read what it promises.

Source: W3C Data Privacy Vocabulary 2.3 (terms), JSON-LD 1.1 (form).
"""

import json
from typing import Any

from ostoja.policy.entries import Purpose, Recipient, Rule, Transfer
from ostoja.policy.policy import Policy
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.policy.text import Text
from ostoja.policy.words import Basis, Mechanism, OurRole, RecipientRole

CONTEXT = {
    "dct": "http://purl.org/dc/terms/",
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "pd": "https://w3id.org/dpv/pd#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
BASES = {
    Basis.CONSENT: "eu-gdpr:A6-1-a",
    Basis.CONTRACT: "eu-gdpr:A6-1-b",
    Basis.LEGAL_OBLIGATION: "eu-gdpr:A6-1-c",
    Basis.VITAL_INTERESTS: "eu-gdpr:A6-1-d",
    Basis.PUBLIC_TASK: "eu-gdpr:A6-1-e",
    Basis.LEGITIMATE_INTERESTS: "eu-gdpr:A6-1-f",
}
ROLES = {
    RecipientRole.PROCESSOR: "dpv:DataProcessor",
    RecipientRole.CONTROLLER: "dpv:DataController",
    RecipientRole.JOINT_CONTROLLER: "dpv:JointDataControllers",
    RecipientRole.PERSON: "dpv:Recipient",
    RecipientRole.NOBODY: "dpv:ThirdParty",
}

MECHANISMS = {
    Mechanism.ADEQUACY: "eu-gdpr:A45-3",
    Mechanism.CLAUSES: "eu-gdpr:A46-2-c",
    Mechanism.BINDING_RULES: "eu-gdpr:A46-2-b",
    # Which of the derogations it is stands in the article alone.
    Mechanism.DEROGATION: "dpv:LegalBasis",
}

Node = dict[str, Any]


def jsonld(policy: Policy) -> bytes:
    """The policy as a JSON-LD document, the same bytes for the same policy."""
    name = f"urn:sha256:{policy.hash()}"
    graph = [
        notice(policy, name),
        *(process(policy, name, key, purpose) for key, purpose in policy.purposes.items()),
        *(condition(name, key, rule) for key, rule in policy.retention.items()),
        *(recipient(name, key, entry) for key, entry in policy.recipients.items()),
        *(transfer(name, key, entry) for key, entry in policy.transfers.items()),
    ]
    document = {"@context": CONTEXT, "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def notice(policy: Policy, name: str) -> Node:
    """The notice itself with its controller and processes."""
    about, who = policy.about, policy.controller
    return {
        "@id": name,
        "@type": "dpv:PrivacyNotice",
        "dct:title": labels(about.title),
        "dct:identifier": f"{about.document} {about.version}",
        "dct:valid": {"@type": "xsd:date", "@value": about.effective.isoformat()},
        "dpv:hasDataController": {
            "@id": f"{name}#controller",
            "@type": "dpv:DataController",
            "dpv:hasName": who.name,
            "dpv:hasAddress": who.address,
            "dpv:hasContact": who.email,
        },
        "dpv:hasProcess": [{"@id": f"{name}#purpose/{key}"} for key in policy.purposes],
        "dpv:hasRight": [{"@id": f"eu-gdpr:A{article}"} for article in articles(policy)],
    }


def articles(policy: Policy) -> list[str]:
    """The rights' articles as the vocabulary writes them: ``7(3)`` is ``7-3``; a span of articles has no term."""
    written = (right.article for right in policy.rights.values())
    return [article.replace("(", "-").replace(")", "") for article in written if "-" not in article]


def process(policy: Policy, name: str, key: str, purpose: Purpose) -> Node:
    """One purpose with everything that hangs on it."""
    data = sorted({dpv for category in purpose.categories if (dpv := TAXONOMY[category].dpv) is not None})
    rules = [rule for rule, entry in policy.retention.items() if key in entry.purposes]
    receivers = [one for one, entry in policy.recipients.items() if key in entry.purposes]
    ours = {policy.groups[group].role for group in purpose.groups}
    node: Node = {
        "@id": f"{name}#purpose/{key}",
        "@type": "dpv:Process",
        "dct:title": labels(purpose.label),
        "dpv:hasPurpose": {"@id": purpose.dpv},
        "dpv:hasLegalBasis": {"@id": BASES[purpose.basis]},
        "dpv:hasPersonalData": [{"@id": term} for term in data],
        "dpv:hasStorageCondition": [{"@id": f"{name}#rule/{rule}"} for rule in rules],
        "dpv:hasRecipient": [{"@id": f"{name}#recipient/{one}"} for one in receivers],
        "dpv:hasDataSubject": [
            {
                "@id": f"{name}#group/{group}",
                "@type": "dpv:DataSubject",
                "dct:title": labels(policy.groups[group].label),
            }
            for group in purpose.groups
        ],
    }
    controls = OurRole.CONTROLLER in ours
    node["dpv:hasDataController" if controls else "dpv:hasDataProcessor"] = {"@id": f"{name}#controller"}
    return node


def condition(name: str, key: str, rule: Rule) -> Node:
    """A retention rule."""
    return {
        "@id": f"{name}#rule/{key}",
        "@type": "dpv:StorageCondition",
        "dct:title": labels(rule.label),
        "dct:description": labels(rule.starts),
        "dpv:hasDuration": {"@type": "dpv:StorageDuration", "dct:identifier": rule.period},
    }


def recipient(name: str, key: str, entry: Recipient) -> Node:
    """Somebody who receives data."""
    return {
        "@id": f"{name}#recipient/{key}",
        "@type": ROLES[entry.role],
        "dct:title": labels(entry.label),
        **({"dpv:hasName": entry.name} if entry.name is not None else {}),
    }


def transfer(name: str, key: str, entry: Transfer) -> Node:
    """What lets data leave the area towards recipients."""
    return {
        "@id": f"{name}#transfer/{key}",
        "@type": "dpv:Transfer",
        "dct:description": f"{entry.article}; {entry.reference}; {', '.join(entry.countries)}",
        "dpv:hasLegalBasis": {"@id": MECHANISMS[entry.mechanism]},
        "dpv:hasRecipient": [{"@id": f"{name}#recipient/{one}"} for one in entry.recipients],
    }


def labels(text: Text) -> list[Node]:
    """Words in both languages."""
    return [{"@language": "en", "@value": text.en}, {"@language": "pl", "@value": text.pl}]
