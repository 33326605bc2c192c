"""Proves: A019, A020, A043, A047, A072, A077, A091, A110.

Every route, job and letter is exercised, and then every store is searched for planted values.
"""

import json
from pathlib import Path

import pytest
from django.urls import get_resolver

from ostoja.cloud.config.jobs import TIMES, queue
from ostoja.cloud.config.surfaces import CACHE, SESSION
from ostoja.privacy.declare import Personal
from ostoja.privacy.detectors import findings
from tests.canary.commands import ELSEWHERE, every
from tests.canary.entries import ENTRIES
from tests.canary.stores import Hit, Store, declared, hits
from tests.canary.swept import Swept
from tests.canary.tokens import disguise_in
from tests.cloud.test_routes import patterns

pytestmark = pytest.mark.django_db(databases="__all__")

EVIDENCE = ("audit_", "disclosures_", "retention_", "desk_", "erasure_")


def wrong(stores: list[Store], swept: Swept, said: dict[str, str]) -> set[Hit]:
    """Values at places that are not of their category."""
    return {hit for hit in hits(stores, swept.everything) if said.get(hit.place) != hit.category}


def test_no_route_goes_unexercised() -> None:
    assert set(patterns(get_resolver())) == ENTRIES.keys()


def test_values_stand_in_columns_of_their_category_alone(swept: Swept) -> None:
    assert wrong(swept.columns, swept, declared()) == set()
    kept = {hit.place for hit in hits(swept.columns, swept.owner)}
    assert {"accounts_person.email", "accounts_person.last_name", "homes_installation.name"} <= kept


def test_after_every_job_it_is_still_so(swept: Swept) -> None:
    assert wrong(swept.after_jobs, swept, declared()) == set()


def test_evidence_names_nobody(swept: Swept) -> None:
    kept = [(place, content) for place, content in swept.after_jobs if place.startswith(EVIDENCE)]

    assert kept
    assert hits(kept, (*swept.owner.identity, *swept.guest.identity, *swept.stranger.identity)) == set()


def test_sessions_hold_what_is_declared(swept: Swept) -> None:
    said = {f"session.{key}": one.category for key, one in SESSION.fields.items() if isinstance(one, Personal)}

    assert {place.removeprefix("session.") for place, _ in swept.sessions} <= SESSION.fields.keys()
    assert wrong(swept.sessions, swept, said) == set()


def test_the_cache_holds_what_is_declared(swept: Swept) -> None:
    said = {
        place: {one.category for begins, held in CACHE.items() if place.startswith(begins) for one in held}
        for place, _ in swept.cached
    }

    assert all(said.values())
    found = hits(swept.cached, swept.everything)
    assert {hit for hit in found if hit.category not in said[hit.place]} == set()
    assert {hit.category for hit in found if hit.disguise == "plain"} <= {"net.ip_app"}


def test_letters_carry_an_address_and_nothing_else(swept: Swept) -> None:
    assert swept.letters
    assert hits([("letter", words) for _, words in swept.letters], swept.everything) == set()
    ours = {swept.owner.email.value, swept.guest.email.value, f"un{swept.owner.email.value}"}
    assert {to for all_of_them, _ in swept.letters for to in all_of_them} <= ours


def test_what_left_is_what_the_register_of_disclosures_says(swept: Swept) -> None:
    assert swept.sent
    assert len(swept.sent) == len(swept.sent_by_the_register)
    for sent, categories in zip(swept.sent, swept.sent_by_the_register, strict=True):
        found = hits([sent], swept.everything)
        assert {hit.category for hit in found} == categories
        assert {hit.category for hit in hits([sent], swept.owner)} == categories


def test_the_log_says_nothing_of_people(swept: Swept) -> None:
    assert hits([("log", "\n".join(swept.said).encode())], swept.everything) == set()
    assert [line for line in (*swept.said, *swept.written) if list(findings(line))] == []


def test_evidence_holds_after_all_of_it(swept: Swept) -> None:
    assert [line for line in swept.said if "does not fit its checkpoint" in line] == []


def test_cookies_and_headers_hold_nothing_of_people(swept: Swept) -> None:
    sent = [(path, f"{answer.cookies.output()} {answer.headers}".encode()) for _, path, answer in swept.answers]

    assert hits(sent, swept.everything) == set()


def test_who_is_nobody_reads_nothing_of_people(swept: Swept) -> None:
    pages = swept.pages("nobody", "/accounts/password/", "/accounts/login/code/")

    assert pages
    assert hits(pages, swept.everything) == set()


def test_a_member_of_the_household_reads_names_and_no_address(swept: Swept) -> None:
    seen = {hit.category for hit in hits(swept.pages("guest"), swept.owner)}

    assert seen == {"id.first_name", "id.last_name", "home.members"}


def test_the_copy_lacks_nothing_and_names_nobody_else(swept: Swept) -> None:
    everything = b"\n".join(swept.copy.values())
    kept = {hit.category for hit in hits(swept.columns, swept.owner)}

    assert [one for one in swept.owner if one.category in kept and not disguise_in(everything, one.value)] == []
    assert hits([("copy", everything)], (*swept.guest.identity, swept.guest.words, swept.guest.address)) == set()


def test_the_copy_names_each_recipient_as_the_register_does(swept: Swept) -> None:
    told = json.loads(swept.copy["recipients.json"])

    assert told
    assert [one["at"] for one in told] == swept.disclosed
    assert all({"recipient", "categories", "country", "mechanism", "purpose"} <= one.keys() for one in told)


def test_a_copy_is_kept_nowhere_and_each_is_written_down_and_needs_the_password(swept: Swept) -> None:
    kept = [place for place, content in swept.columns if b"PK\x03\x04" in content or b"ostoja-access-1" in content]

    assert kept == []
    assert swept.copies_written_down == 1
    assert swept.wrong_password != "application/zip"


def test_of_a_closed_account_stays_the_name_of_the_home_where_somebody_lives(swept: Swept) -> None:
    left = {hit.place for hit in hits(swept.after_closing, swept.owner)}

    assert left == {"homes_installation.name"}
    assert {"id.email", "id.first_name"} <= {hit.category for hit in hits(swept.after_closing, swept.guest)}


def test_no_command_goes_unexercised(swept: Swept) -> None:
    assert {place for place, _ in swept.commands} | ELSEWHERE.keys() == set(every())


def test_commands_say_the_addresses_of_staff_and_nothing_else_of_people(swept: Swept) -> None:
    found = {(hit.place, hit.category) for hit in hits(swept.commands, swept.everything)}

    assert found == {("cloud manage staff", "id.email")}


def test_jobs_wait_in_their_queue_with_nothing_to_carry(tmp_path: Path) -> None:
    waiting = queue("", tmp_path)
    jobs = waiting._registry.periodic_tasks

    assert {job.name for job in jobs} == TIMES.keys()
    assert [job.name for job in jobs if job.data != ((), {})] == []
