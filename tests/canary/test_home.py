"""Proves: A019, A020, A072, A077, A110. A planted household goes through its home; then every place is searched."""

from typing import get_args

import pytest

from ostoja.privacy.declare import Personal
from ostoja.privacy.detectors import findings
from ostoja.protocol.frames import HEADER_BYTES, Kind
from ostoja.protocol.messages import FromApp, FromGateway
from ostoja.protocol.personal import MESSAGES
from ostoja.protocol.traits import Do
from tests.canary.homeears import Heard
from tests.canary.homestores import FILES, categories, declarations
from tests.canary.homeway import everything_heard
from tests.canary.household import Household
from tests.canary.stores import Hit, Store, hits

HOUSEHOLD = Household()
DONE: list[Heard] = []
BEFORE, GUEST_GONE, ALL_GONE, STOPPED = range(4)
# A token inside a frame or an answer says more than the field around it.
INSIDE = {
    "TICKET": ("protocol.frames.TicketBody", "protocol.tickets.Ticket"),
    "PROOF": ("protocol.frames.ProofBody", "protocol.certificates.Certificate"),
    "OPEN": ("protocol.frames.OpenBody",),
    "/gateway/v1/certificate answered": ("gateway.link.office._CertificateAnswer", "protocol.certificates.Certificate"),
    "/gateway/v1/orders answered": ("gateway.link.office.Orders", "protocol.orders.Order"),
}


@pytest.fixture
async def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    """The whole search, made by the first test that asks for it: the way is long."""
    if not DONE:
        DONE.append(await everything_heard(tmp_path_factory.mktemp("home") / "var", HOUSEHOLD))
    return DONE[0]


def carried(place: str) -> set[str]:
    """The categories that a frame or an answer is declared to carry."""
    inside = INSIDE.get(place, ())
    fields = [said for table in MESSAGES if table.name in inside for said in table.fields.values()]
    return {said.category for said in fields if isinstance(said, Personal)}


def undeclared(stores: list[Store]) -> set[Hit]:
    """Values in what travels that are of a category not declared for it."""
    return {hit for hit in hits(stores, HOUSEHOLD.everything) if hit.category not in carried(hit.place)}


def test_no_kind_of_message_goes_unsent(heard: Heard) -> None:
    every = {*get_args(FromApp), *get_args(FromGateway), *get_args(Do)}

    assert {kind.__name__ for kind in every - heard.messages} == set()


def test_no_file_and_no_column_goes_undeclared(heard: Heard) -> None:
    assert {name for kept in heard.kept for name, _ in kept.files} == FILES
    assert all({place for place, _ in kept.columns} == declarations().keys() for kept in heard.kept)


def test_values_stand_in_columns_of_their_category_alone(heard: Heard) -> None:
    said = categories()
    found = hits(heard.kept[BEFORE].columns, HOUSEHOLD.everything)

    assert {hit for hit in found if said.get(hit.place) != hit.category} == set()
    assert {
        "app.member",
        "app.label",
        "admission.made_by_member",
        "papers.owner",
        "device.description",
        "room.description",
        "history.value",
        "arrangement.body",
    } <= {hit.place for hit in found}


def test_the_proofs_of_forgetting_name_nobody(heard: Heard) -> None:
    proofs = [(place, held) for kept in heard.kept for place, held in kept.columns if place.startswith("proof.")]

    assert any(held for _, held in proofs)
    assert hits(proofs, HOUSEHOLD.everything) == set()


def test_neither_pin_nor_password_is_in_any_byte(heard: Heard) -> None:
    kept = [store for one in heard.kept for store in (*one.files, *one.columns)]

    assert hits(kept, HOUSEHOLD.secret) == set()


def test_of_an_erased_member_no_byte_is_left(heard: Heard) -> None:
    before, after = (heard.kept[at].files for at in (BEFORE, GUEST_GONE))

    assert {hit.category for hit in hits(before, HOUSEHOLD.guest)} == {"home.members", "acc.settings"}
    assert hits(after, HOUSEHOLD.guest) == set()
    assert hits(after, HOUSEHOLD.owner) != set()


@pytest.mark.parametrize("at", [ALL_GONE, STOPPED])
def test_of_an_erased_home_no_byte_is_left(heard: Heard, at: int) -> None:
    assert hits(heard.kept[at].files, HOUSEHOLD.everything) == set()


def test_the_relay_carries_members_in_its_own_frames_and_nothing_in_sealed_ones(heard: Heard) -> None:
    frames = [(Kind(frame[0]).name, frame[HEADER_BYTES:]) for frame in heard.frames]

    assert undeclared(frames) == set()
    assert {hit.place for hit in hits(frames, HOUSEHOLD.everything)} == {"TICKET", "PROOF", "OPEN"}
    assert "DATA" in {kind for kind, _ in frames}


def test_the_relay_counts_and_names_nobody(heard: Heard) -> None:
    assert heard.status
    assert hits(heard.status, HOUSEHOLD.everything) == set()


def test_the_office_hears_of_no_member_from_a_home_and_of_nothing_in_it(heard: Heard) -> None:
    assert undeclared(heard.calls) == set()
    asked = [store for store in heard.calls if store[0].endswith("asked")]
    assert {place for place, _ in asked} >= {f"/gateway/v1/{call} asked" for call in ("offer", "certificate", "orders")}
    assert hits(asked, HOUSEHOLD.everything) == set()


def test_the_log_says_nothing_of_the_household(heard: Heard) -> None:
    assert heard.log
    assert hits([("log", "\n".join(heard.log).encode())], HOUSEHOLD.everything) == set()
    assert [line for line in heard.log if list(findings(line))] == []


def test_a_copy_for_one_member_names_nobody_else(heard: Heard) -> None:
    guest, owner = ([(who, heard.copies[who])] for who in ("guest", "owner"))

    assert hits(guest, (HOUSEHOLD.guest.label,))
    assert hits(owner, (HOUSEHOLD.owner.label,))
    assert hits(guest, (*HOUSEHOLD.owner, *HOUSEHOLD.of_home)) == set()
    assert hits(owner, HOUSEHOLD.guest) == set()
    assert {one.value for one in HOUSEHOLD.of_home} == {one.value for one in HOUSEHOLD.of_home if hits(owner, (one,))}
