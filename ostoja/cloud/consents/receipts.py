"""The receipt of a choice: what a person can show for it, signed.

The fields have the names of the standard, grouped as it groups them; the context says which terms of the vocabulary
they are, so a program that knows the vocabulary reads them too.

Source: ISO/IEC TS 27560:2023 (fields), by the guide of the W3C Data Privacy Vocabulary 2.3; RFC 7515 (signature),
RFC 8037 (EdDSA), RFC 8785 (canonical form).
"""

from typing import Any

import jwt
import rfc8785
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.urls import reverse

from ostoja.cloud.consents.keys import receipt_key
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import purpose_in, who_is
from ostoja.cloud.policies.queries import version
from ostoja.policy.entries import Purpose
from ostoja.policy.render.drawings.processing import how_long
from ostoja.policy.render.jsonld import BASES, CONTEXT, ROLES, articles
from ostoja.policy.render.scope import Scope
from ostoja.policy.taxonomy import TAXONOMY
from ostoja.privacy.consent.choices import Kind
from ostoja.protocol import base64url

SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"
STATES = {
    Kind.GIVEN.value: "dpv:ConsentGiven",
    Kind.REFUSED.value: "dpv:ConsentRefused",
    Kind.WITHDRAWN.value: "dpv:ConsentWithdrawn",
}
CONTROLLER = "#controller"
REFERENCE = {"@type": "@id"}
# What each field of the standard is in the vocabulary; what stands inside a group belongs to its record.
TERMS: dict[str, Any] = {
    "schema_version": {"@id": "dct:conformsTo", **REFERENCE},
    "receipt_id": {"@id": "dct:identifier", **REFERENCE},
    "record_id": "dpv:hasIdentifier",
    "pii_principal_id": "dpv:hasDataSubject",
    "pii_processing": "@nest",
    "party_identification": "@nest",
    "event": "@nest",
    "privacy_notice": "dpv:hasNotice",
    "language": "dct:language",
    "process": "dpv:hasProcess",
    "purpose": {"@id": "dpv:hasPurpose", **REFERENCE},
    "lawful_basis": {"@id": "dpv:hasLegalBasis", **REFERENCE},
    "pii_information": "dpv:hasPersonalData",
    "pii_type": "dct:title",
    "pii_optional": {"@id": "dpv:hasNecessity", **REFERENCE},
    "storage_locations": "dpv:hasLocation",
    "retention_period": "dpv:hasDuration",
    "pii_controllers": {"@id": "dpv:hasDataController", **REFERENCE},
    "jurisdiction": "dpv:hasJurisdiction",
    "recipient_third_parties": {"@id": "dpv:hasRecipient", **REFERENCE},
    "withdrawal_method": {"@id": "dpv:hasConsentControl", **REFERENCE},
    "privacy_rights": {"@id": "dpv:hasRight", **REFERENCE},
    "parties": "dct:hasPart",
    "party_id": "@id",
    "party_name": "dpv:hasName",
    "party_address": "dpv:hasAddress",
    "party_contact": "dpv:hasContact",
    "party_type": "@type",
    "event_time": {"@id": "dct:date", "@type": "xsd:dateTime"},
    "validity_duration": "dct:valid",
    "entity_id": "dpv:isIndicatedBy",
    "event_type": {"@id": "dct:type", **REFERENCE},
    "event_state": {"@id": "dpv:hasConsentStatus", **REFERENCE},
    "method": "dpv:hasIndicationMethod",
    "title": "dct:title",
    "description": "dct:description",
    "identifier": "dct:identifier",
    "source": {"@id": "dct:source", **REFERENCE},
}
Receipt = dict[str, Any]


def receipt(choice: Choice) -> Receipt:
    """A choice as the fields of a receipt; neither an address of the network nor a browser is in it.

    Raises: KeyError when the version that asked did not ask this; the ledger's verbs write no such row.
    """
    found = version(choice.policy)
    scope = found.scope(choice.language)
    purpose = purpose_in(found, choice.purpose)
    if purpose is None:
        raise KeyError(choice.purpose)
    return {
        "@context": CONTEXT | TERMS,
        "@id": address("consents:receipt", public=choice.public),
        "@type": "dpv:ConsentReceipt",
        "schema_version": SCHEMA,
        "receipt_id": address("consents:receipt", public=choice.public),
        "record_id": choice.public,
        "pii_principal_id": choice.who,
        "pii_processing": processing(choice, scope, purpose),
        "party_identification": {"parties": parties(choice, scope)},
        "event": event(choice),
    }


def address(route: str, **places: str) -> str:
    """The whole address of a page of ours."""
    return str(settings.OSTOJA_ORIGIN + reverse(route, kwargs=places))


def processing(choice: Choice, scope: Scope, purpose: Purpose) -> Receipt:
    """What was agreed to, with the very words that were shown."""
    policy, held = scope.policy, set(scope.policy.categories)
    categories = [key for key in purpose.categories if key in held]
    rules = [rule for rule in policy.retention.values() if choice.purpose in rule.purposes]
    asked = purpose.question
    return {
        "privacy_notice": {
            "@id": address("policies:archived_page", name=choice.policy, language=choice.language),
            "@type": "dpv:ConsentNotice",
            "identifier": choice.policy,
            "source": address("policies:canonical", name=choice.policy),
            "asked": choice.asked,
            "title": "" if asked is None else scope.say(asked.ask),
            "description": "" if asked is None else scope.say(asked.detail),
        },
        "language": choice.language,
        "process": {"identifier": choice.purpose, "title": scope.say(purpose.label)},
        "purpose": purpose.dpv,
        "lawful_basis": BASES[purpose.basis],
        "pii_information": [information(scope, key) for key in categories],
        "storage_locations": sorted({place.value for key in categories for place in policy.categories[key].kept}),
        "retention_period": [how_long(scope, rule) for rule in rules],
        "pii_controllers": CONTROLLER,
        "jurisdiction": policy.controller.country,
        "recipient_third_parties": [f"#{key}" for key in sorted(naming(scope, choice))],
        "withdrawal_method": address("consents:mine"),
        "privacy_rights": [f"eu-gdpr:A{article}" for article in articles(policy)],
    }


def information(scope: Scope, category: str) -> Receipt:
    """A kind of data with whether it must be given."""
    holding, known = scope.policy.categories[category], TAXONOMY[category]
    found = {
        "identifier": category,
        "pii_type": scope.say(known.label),
        "pii_optional": "dpv:Optional" if holding.optional else "dpv:Required",
    }
    return found if known.dpv is None else found | {"@type": known.dpv}


def naming(scope: Scope, choice: Choice) -> frozenset[str]:
    """Who receives data for a purpose."""
    return frozenset(key for key, entry in scope.policy.recipients.items() if choice.purpose in entry.purposes)


def parties(choice: Choice, scope: Scope) -> list[Receipt]:
    """Who is who: the controller with an address, and those who receive."""
    controller = scope.policy.controller
    found = [
        {
            "party_id": CONTROLLER,
            "party_type": "dpv:DataController",
            "party_name": controller.name,
            "party_address": controller.address,
            "party_contact": controller.officer_email or controller.email,
        }
    ]
    for key in sorted(naming(scope, choice)):
        entry = scope.policy.recipients[key]
        found.append(
            {
                "party_id": f"#{key}",
                "party_type": ROLES[entry.role],
                "party_name": entry.name or scope.say(entry.label),
                "party_address": entry.country or "",
                "party_contact": entry.url or "",
            }
        )
    return found


def event(choice: Choice) -> Receipt:
    """Who said what, when and how; what was said holds until it is taken back or something else is asked."""
    guardian = choice.answered_by if choice.by_guardian else None
    return {
        "event_time": choice.at.isoformat(),
        "validity_duration": "until withdrawn",
        "entity_id": choice.who if guardian is None else who_is(guardian),
        "entity_role": "guardian" if choice.by_guardian else "data subject",
        "event_type": "dpv:ExpressedConsent",
        "event_state": STATES[choice.kind],
        "method": choice.method,
        "against_signal": choice.against_signal,
    }


def signed(made: Receipt) -> str:
    """A receipt as a signed token, whose payload is its canonical form."""
    return jwt.PyJWS().encode(rfc8785.dumps(made), receipt_key(), algorithm="EdDSA", headers={"kid": key_id()})


def published_key() -> Receipt:
    """The public half of the key that signs receipts, as a JSON Web Key."""
    return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": key_id(), "x": base64url.encode(raw())}


def key_id() -> str:
    """The name of the key: the beginning of itself, for there is only one."""
    return base64url.encode(raw())[:12]


def raw() -> bytes:
    """The public half of the key."""
    return receipt_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
