"""Proves: A071, A073, A074, A096."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.config.declared import TABLES
from ostoja.cloud.consents.flows import Way, restrict
from ostoja.cloud.consents.guardians.flows import become_guardian, declare_age
from ostoja.cloud.disclosures.flows import Entry, write
from ostoja.cloud.homes.models import Membership
from ostoja.cloud.policies.queries import in_force
from ostoja.cloud.rights.flows import Asked, register
from ostoja.cloud.rights.package.archive import access, portable
from ostoja.cloud.rights.rules import Kind
from ostoja.privacy.consent.decide import AgeBand

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def package(flat: Membership, ala: Person) -> dict[str, bytes]:
    return opened(access(ala, TABLES, in_force(NOW), NOW))


def test_the_manifest_names_every_file_with_its_sum(package: dict[str, bytes]) -> None:
    manifest = json.loads(package["manifest.json"])

    assert manifest["files"].keys() | {"manifest.json"} == package.keys()
    assert all(hashlib.sha256(package[name]).hexdigest() == said for name, said in manifest["files"].items())
    assert len(manifest["policy"]) == 64


def test_it_holds_what_the_person_said_of_themselves(package: dict[str, bytes], ala: Person) -> None:
    (row,) = json.loads(package["data/accounts.Person.json"])

    assert (row["email"], row["first_name"], row["public"]) == (ala.email, "Ala", ala.public)
    assert {"consents.json", "recipients.json", "retention.json", "sources.json"} <= package.keys()


def test_secrets_stay_where_they_are(package: dict[str, bytes], ala: Person) -> None:
    everything = b"".join(package.values())

    assert ala.password.encode() not in everything
    assert b'"password"' not in everything


def test_it_names_nobody_else(package: dict[str, bytes], bartek: Person) -> None:
    everything = b"".join(package.values())

    for token in (bartek.email, bartek.public, bartek.first_name):
        assert token.encode() not in everything


def test_the_data_follow_their_schemas(package: dict[str, bytes]) -> None:
    for name in (name for name in package if name.startswith("schema/")):
        fields = json.loads(package[name])["items"]["properties"].keys()
        rows = json.loads(package[name.replace("schema/", "data/")])
        assert all(row.keys() == fields for row in rows)


def test_a_sheet_has_the_rows_of_its_json(package: dict[str, bytes]) -> None:
    sheet = package["data/homes.Membership.csv"].decode("utf-8-sig")

    assert len(list(csv.DictReader(io.StringIO(sheet)))) == len(json.loads(package["data/homes.Membership.json"]))


def test_the_rights_are_there_in_both_languages(package: dict[str, bytes]) -> None:
    assert b'lang="pl"' in package["rights.pl.html"]
    assert b'lang="en"' in package["rights.en.html"]
    assert b"uodo.gov.pl" in package["rights.en.html"]


def test_the_same_data_make_the_same_bytes(ala: Person) -> None:
    assert access(ala, TABLES, in_force(NOW), NOW) == access(ala, TABLES, in_force(NOW), NOW)


def test_to_take_elsewhere_is_a_part_of_it(flat: Membership, ala: Person, package: dict[str, bytes]) -> None:
    taken = opened(portable(ala, TABLES, in_force(NOW), NOW))

    assert json.loads(taken["manifest.json"])["scope"] == "portable"
    assert {name for name in taken if name.startswith("data/")} <= package.keys()
    (row,) = json.loads(taken["data/accounts.Person.json"])
    assert row["email"] == ala.email
    assert "last_login" not in row


def test_what_somebody_asked_for_is_in_it_too(ala: Person) -> None:
    register(ala, Asked(Kind.OBJECTION, "page", NOW.date(), "Please stop."), "signed_in", ala, NOW)

    package = opened(access(ala, TABLES, in_force(NOW), NOW))

    (row,) = json.loads(package["data/rights.Request.json"])
    assert (row["kind"], row["words"], row["person"]) == ("objection", "Please stop.", "you")


def test_it_holds_every_choice_and_how_old_the_person_says_they_are(ala: Person, bartek: Person) -> None:
    declare_age(ala, AgeBand.FROM_13, bartek)
    become_guardian(bartek, ala)
    restrict(ala, Way(bartek, "en"), NOW)

    found = opened(access(ala, TABLES, in_force(NOW), NOW))

    (choice,) = json.loads(found["data/consents.Choice.json"])
    assert (choice["kind"], choice["person"], choice["answered_by"]) == ("restricted", "you", "another person")
    (age,) = json.loads(found["data/consents.Age.json"])
    assert (age["band"], age["guardian"]) == ("13_15", "another person")


def test_its_queries_do_not_grow_with_its_rows(ala: Person, bartek: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            access(ala, TABLES, in_force(NOW), NOW)
        return len(asked)

    write(Entry("email_operators", "app.transactional_mail", ("id.email",), "", "", "1"), [ala], NOW)
    few = queries()
    for number in range(10):
        write(Entry("email_operators", "app.transactional_mail", ("id.email",), "", "", f"{number}"), [ala], NOW)

    assert queries() == few
