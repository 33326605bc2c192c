"""A032: what a person can show for a choice."""

import hashlib
import json
from datetime import timedelta

import jwt
import pytest
import rfc8785
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, give, heed, refuse, withdraw
from ostoja.cloud.consents.guardians.flows import become_guardian, declare_age
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import who_is
from ostoja.cloud.consents.receipts import STATES, Receipt, key_id, published_key, receipt, signed
from ostoja.cloud.policies.models import Publication
from ostoja.privacy.consent.decide import AgeBand
from tests.cloud.cast import browser
from tests.cloud.consents.promises import DAY, NOW, SALES, WEATHER, agreed, asking, digest
from tests.cloud.consents.promises import in_force as promise

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

# Mandatory by ISO/IEC TS 27560:2023, with its names, as the guide of the Data Privacy Vocabulary lists them in its
# table "ISO/IEC TS 27560:2023, EU GDPR and DPV"; the dots say in which of the standard's sections each stands.
MANDATORY = (
    "schema_version",
    "receipt_id",
    "record_id",
    "pii_principal_id",
    "pii_processing.privacy_notice",
    "pii_processing.language",
    "pii_processing.purpose",
    "pii_processing.pii_information",
    "pii_processing.pii_information.0.pii_type",
    "pii_processing.pii_controllers",
    "pii_processing.storage_locations",
    "pii_processing.retention_period",
    "pii_processing.jurisdiction",
    "pii_processing.recipient_third_parties",
    "pii_processing.withdrawal_method",
    "party_identification.parties.0.party_id",
    "party_identification.parties.0.party_address",
    "party_identification.parties.0.party_name",
    "party_identification.parties.0.party_contact",
    "party_identification.parties.0.party_type",
    "event.event_time",
    "event.validity_duration",
    "event.entity_id",
    "event.event_type",
    "event.event_state",
)
# What the guide calls mandatory under the GDPR besides.
MANDATORY_BY_LAW = (
    "pii_processing.lawful_basis",
    "pii_processing.privacy_rights",
    "pii_processing.pii_information.0.pii_optional",
)
DPV = Namespace("https://w3id.org/dpv#")
DCT = Namespace("http://purl.org/dc/terms/")


def at(made: Receipt, path: str) -> object:
    found: object = made
    for step in path.split("."):
        found = found[int(step)] if isinstance(found, list) else found[step]  # type: ignore[index]
    return found


@pytest.mark.parametrize("field", MANDATORY + MANDATORY_BY_LAW)
def test_a032_every_mandatory_field_is_there(ala: Person, field: str) -> None:
    assert at(receipt(agreed(ala)), field)


def test_a032_every_party_that_is_named_is_described(ala: Person) -> None:
    made = receipt(agreed(ala))

    named = {made["pii_processing"]["pii_controllers"], *made["pii_processing"]["recipient_third_parties"]}
    assert named == {party["party_id"] for party in made["party_identification"]["parties"]}
    assert len(named) > 1


def test_a032_the_signature_verifies_with_the_published_key(ala: Person) -> None:
    made = receipt(agreed(ala))
    answer = browser().get("/.well-known/ostoja/receipts.json").json()

    token = signed(made)

    key = jwt.PyJWK(answer["keys"][0])
    assert jwt.get_unverified_header(token)["kid"] == answer["keys"][0]["kid"] == key_id()
    assert json.loads(jwt.PyJWS().decode(token, key.key, algorithms=["EdDSA"])) == made
    assert jwt.PyJWS().decode(token, key.key, algorithms=["EdDSA"]) == rfc8785.dumps(made)


def test_a032_a_changed_receipt_does_not_verify(ala: Person) -> None:
    head, _, signature = signed(receipt(agreed(ala))).split(".")
    other = signed(receipt(agreed(ala, SALES))).split(".")[1]

    with pytest.raises(jwt.InvalidSignatureError):
        jwt.PyJWS().decode(f"{head}.{other}.{signature}", jwt.PyJWK(published_key()).key, algorithms=["EdDSA"])


@pytest.mark.parametrize("language", ["pl", "en"])
def test_a032_the_hash_of_the_notice_opens_exactly_what_was_shown(ala: Person, language: str) -> None:
    shown = browser(ala).get("/privacy/choices/", headers={"accept-language": language}).content.decode()
    row = give(ala, WEATHER, digest(), Way(ala, language), NOW)
    promise(asking("Another question?"), NOW + DAY)

    notice = receipt(row)["pii_processing"]["privacy_notice"]

    opened = browser().get(notice["source"].removeprefix("http://localhost:8000")).content
    question = next(entry for key, entry in json.loads(opened)["purposes"] if key == WEATHER)["question"]
    assert hashlib.sha256(opened).hexdigest() == notice["identifier"] == row.policy
    assert (question["ask"][language], question["detail"][language]) == (notice["title"], notice["description"])
    assert notice["@id"].endswith(f"/{row.policy}/{language}/")
    if ala.language == language:
        assert notice["title"] in shown
        assert notice["description"] in shown


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_receipt_is_linked_data_that_others_read(ala: Person) -> None:
    row = agreed(ala)
    made = receipt(row)

    graph = Graph().parse(data=json.dumps(made), format="json-ld")

    name = URIRef(made["@id"])
    assert (name, RDF.type, DPV.ConsentReceipt) in graph
    assert (name, DPV.hasIdentifier, Literal(row.public)) in graph
    assert (name, DPV.hasDataSubject, Literal(row.who)) in graph
    assert (name, DPV.hasPurpose, DPV.ServiceProvision) in graph
    assert (name, DPV.hasConsentStatus, DPV.ConsentGiven) in graph
    assert (name, DCT.language, Literal("pl")) in graph
    assert (URIRef(made["pii_processing"]["privacy_notice"]["@id"]), RDF.type, DPV.ConsentNotice) in graph
    assert list(graph.subjects(RDF.type, DPV.DataController))


def test_every_answer_has_a_receipt_with_its_state(ala: Person) -> None:
    given = agreed(ala)
    refused = refuse(ala, SALES, Way(ala, "en"), NOW)
    withdrawn = withdraw(ala, WEATHER, Way(ala, "en"), NOW + DAY)

    states = [receipt(row)["event"]["event_state"] for row in (given, refused, withdrawn)]

    assert states == ["dpv:ConsentGiven", "dpv:ConsentRefused", "dpv:ConsentWithdrawn"]


def test_a_receipt_outlives_the_question(ala: Person) -> None:
    agreed(ala)
    without = asking("Another question?")
    promise(without, NOW + timedelta(hours=1))

    row = withdraw(ala, WEATHER, Way(ala, "pl"), NOW + DAY)

    assert receipt(row)["pii_processing"]["privacy_notice"]["identifier"] == row.policy


def test_a_guardian_is_named_by_pseudonym_alone(ala: Person, bartek: Person) -> None:
    declare_age(bartek, AgeBand.FROM_13, ala)
    become_guardian(ala, bartek)

    event = receipt(agreed(bartek, by=ala))["event"]

    assert (event["entity_id"], event["entity_role"]) == (who_is(ala), "guardian")


def test_a_refusal_by_signal_says_so(ala: Person) -> None:
    heed(ala, "pl", NOW)
    row = Choice.objects.get(purpose=WEATHER)

    assert (row.kind in STATES, receipt(row)["event"]["method"]) == (True, "gpc")


def test_neither_address_nor_browser_is_in_it(ala: Person) -> None:
    written = json.dumps(receipt(agreed(ala)))

    for trace in (ala.email, ala.first_name, ala.public, "127.0.0.1", "Mozilla"):
        assert trace not in written


def test_what_the_version_did_not_ask_has_no_receipt(ala: Person, everything: Publication) -> None:
    row = Choice(who=who_is(ala), purpose="app.unknown", kind="given", policy=everything.hash, language="pl", at=NOW)

    with pytest.raises(KeyError):
        receipt(row)
