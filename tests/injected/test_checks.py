"""Proves: A022. Each promise is broken on purpose, and the named check catches it."""

import ast
import logging
import re

import pytest
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver, path
from django.urls.resolvers import RegexPattern
from django.utils import timezone
from pytest_django import Settings

from ostoja.cloud.config import declared
from ostoja.cloud.config.surfaces import FORMS, LETTER, form_problems, letter_problems
from ostoja.cloud.consents.gate import require
from ostoja.cloud.policies.cookies import DeclaredCookies, UndeclaredCookieError
from ostoja.cloud.statistics.flows import count
from ostoja.policy.shelf import shipped
from ostoja.policy.words import Kept as Place
from ostoja.privacy.agreement import disagreements
from ostoja.privacy.consent.grants import GrantError
from ostoja.privacy.declare import Table, personal
from ostoja.privacy.surfaces import Form, differences
from ostoja.protocol.personal import MESSAGES
from tests.canary.entries import ENTRIES
from tests.canary.stores import columns, hits
from tests.canary.stores import declared as categories
from tests.canary.tokens import Planted, disguises
from tests.cloud.cast import person
from tests.cloud.test_routes import patterns
from tests.overheard import Overheard
from tests.privacy.consent.test_minting import makes_grants
from tests.rules.code import PRODUCT, ROOT, tree
from tests.rules.test_vendor_names import VENDORS

PLANTED = Planted.new("mzkrt", 63)
POLICY = shipped("default")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def without(table: Table, field: str) -> Table:
    return Table(table.name, {name: said for name, said in table.fields.items() if name != field}, table.of, table.ends)


def test_the_page_names_tests_that_exist() -> None:
    rows = NAMED.findall((ROOT / "docs" / "policy-checks.md").read_text(encoding="utf-8"))

    assert rows
    for file, name in rows:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {
            node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }, name


def test_an_undeclared_field_is_caught() -> None:
    tables = tuple(without(table, "email") if table.name == "accounts.Person" else table for table in declared.TABLES)

    assert declared.differences(tables) == ["accounts.Person.email is not declared"]


def test_a_category_that_the_policy_does_not_know_is_caught() -> None:
    told = disagreements(POLICY, (*declared.TABLES, Table("homes.Garden", {"tax": personal("id.nip")})), Place.CLOUD)

    assert told == ["homes.Garden.tax holds id.nip, which the policy does not know"]


def test_rows_that_nothing_ends_are_caught() -> None:
    reaches = tuple(reach for reach in declared.REACHES if reach.table != "homes.Attempt")

    assert "nothing ends the rows of homes.Attempt" in declared.endless(reaches=reaches)


def test_an_undeclared_input_is_caught() -> None:
    first = Form(FORMS[0].name, {name: one for name, one in FORMS[0].inputs.items() if name != "password"})

    assert form_problems(POLICY, (first, *FORMS[1:])) == [f"{first.name}.password is not declared"]


def test_an_undeclared_place_of_a_letter_is_caught() -> None:
    assert letter_problems(without(LETTER, "code")) == ["letter.code is not declared"]


def test_an_undeclared_field_of_a_message_is_caught() -> None:
    real = {table.name: {*table.fields} for table in MESSAGES}
    real["protocol.messages.Hello"].add("nick")

    assert differences("message", MESSAGES, real) == ["protocol.messages.Hello.nick is not declared"]


@pytest.mark.django_db(databases="__all__")
def test_a_leak_into_another_column_is_caught() -> None:
    leaky = person("Ala")
    leaky.time_zone = PLANTED.email.value
    leaky.save()

    said = categories()
    found = [hit.place for hit in hits(columns(), PLANTED) if said.get(hit.place) != hit.category]

    assert found == ["accounts_person.time_zone"]


@pytest.mark.parametrize("name", sorted({name for name, _ in disguises(PLANTED.email.value)}))
def test_a_leak_into_the_log_is_caught(name: str, caplog: pytest.LogCaptureFixture, overheard: Overheard) -> None:
    hidden = next(content for one, content in disguises(PLANTED.email.value) if one == name)

    logging.getLogger("ostoja.leak").warning("somebody is %s", hidden.decode("latin-1"))

    assert hits([("log", caplog.text.encode("latin-1"))], PLANTED)
    # Said in clear it is overheard too, by what listens to every test.
    assert bool(overheard.taken()) is (PLANTED.email.value.encode() in hidden)


def test_a_route_without_an_entry_is_caught() -> None:
    more = [*get_resolver().url_patterns, path("roses/", lambda _request: HttpResponse())]

    assert set(patterns(URLResolver(RegexPattern(r"^/"), more))) - ENTRIES.keys() == {"roses/"}


@pytest.mark.django_db(databases="__all__")
def test_an_incomplete_erasure_is_caught() -> None:
    left = person("Ala")
    left.last_name = PLANTED.last_name.value
    left.closed = timezone.now()
    left.save()

    assert {hit.place for hit in hits(columns(), PLANTED)} == {"accounts_person.last_name"}


@pytest.mark.django_db
def test_an_undeclared_cookie_is_caught(settings: Settings, promise: object) -> None:
    settings.FAIL_ON_UNDECLARED_COOKIE = True
    response = HttpResponse()
    response.set_cookie("roses", "red")

    with pytest.raises(UndeclaredCookieError):
        DeclaredCookies(lambda _request: response).look_at(response, timezone.now())


def test_a_counter_that_skips_the_gate_is_caught() -> None:
    counter = PRODUCT / "cloud" / "statistics" / "middleware.py"
    asking = "require(person, PURPOSE, now)"
    skipping = counter.read_text(encoding="utf-8").replace(asking, "Grant(person.public, PURPOSE, now)")

    assert not makes_grants(tree(counter))
    assert makes_grants(ast.parse(skipping))


@pytest.mark.django_db
def test_a_counter_that_counts_on_another_grant_is_caught(promise: object) -> None:
    ala, bartek = person("Ala"), person("Bartek")
    now = timezone.now()

    with pytest.raises(GrantError):
        count(require(bartek, "app.auth", now), bartek.public, "home", now)
    with pytest.raises(GrantError):
        count(require(bartek, "app.auth", now), ala.public, "home", now)


def test_a_vendors_name_in_a_template_is_caught() -> None:
    template = (PRODUCT / "cloud" / "desk" / "templates" / "desk" / "statistics.html").read_text(encoding="utf-8")

    assert not VENDORS.search(template)
    assert VENDORS.search(template.replace("<p>", "<p>Counted by Google Analytics. ", 1))
