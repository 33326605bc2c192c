from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ostoja.privacy.chains import START, Fault, Link, linked, verify

BODIES = st.lists(st.binary(max_size=20), min_size=2, max_size=8, unique=True)


def chain(bodies: list[bytes], before: bytes = START, first: int = 0) -> list[Link]:
    links: list[Link] = []
    for index, body in enumerate(bodies, first):
        links.append(linked(before, index, body))
        before = links[-1].hash
    return links


@given(BODIES)
def test_an_untouched_chain_verifies(bodies: list[bytes]) -> None:
    links = chain(bodies)

    assert verify(links) is None
    assert verify(links, last=links[-1].hash) is None


@given(BODIES, st.data())
def test_a_segment_verifies_after_the_last_hash_of_the_one_before(bodies: list[bytes], data: st.DataObject) -> None:
    links = chain(bodies)
    cut = data.draw(st.integers(1, len(links) - 1))

    assert verify(links[cut:], before=links[cut - 1].hash, first=cut) is None
    assert verify(links[cut:], first=cut) == Fault(cut, f"entry {cut} does not follow from the one before it")


def edited(link: Link, field: str) -> Link:
    """A link with one bit of a field turned."""
    whole: bytes = getattr(link, field)
    turned: dict[str, Any] = {field: bytes([whole[0] ^ 1]) + whole[1:]}
    return replace(link, **turned)


# A107.
@given(BODIES, st.data(), st.binary(max_size=20))
def test_an_edited_body_is_named(bodies: list[bytes], data: st.DataObject, other: bytes) -> None:
    links = chain(bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    if other == links[at].body:
        return
    links[at] = replace(links[at], body=other)

    assert verify(links) == Fault(at, f"the body of entry {at} was changed")


@given(BODIES, st.data(), st.sampled_from(["commitment", "hash", "salt"]))
def test_an_edited_field_is_named(bodies: list[bytes], data: st.DataObject, field: str) -> None:
    links = chain(bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = edited(links[at], field)

    fault = verify(links)
    assert fault is not None
    assert fault.index == at


@given(BODIES, st.data())
def test_a_removed_entry_is_named(bodies: list[bytes], data: st.DataObject) -> None:
    links = chain(bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    fault = verify([*links[:at], *links[at + 1 :]], last=links[-1].hash)

    assert fault is not None
    assert fault.index == at
    assert f"entry {at} is missing" in fault.reason


@given(BODIES, st.data())
def test_an_inserted_entry_is_named(bodies: list[bytes], data: st.DataObject) -> None:
    links = chain(bodies)
    at = data.draw(st.integers(0, len(links) - 1))
    false = linked(links[at - 1].hash if at else START, at, b"it never was so")
    fault = verify([*links[:at], false, *links[at:]])

    assert fault is not None
    assert fault.index == at + 1


@given(BODIES, st.data())
def test_reordered_entries_are_named(bodies: list[bytes], data: st.DataObject) -> None:
    links = chain(bodies)
    one, other = sorted(data.draw(st.lists(st.sampled_from(range(len(links))), min_size=2, max_size=2, unique=True)))
    links[one], links[other] = links[other], links[one]

    assert verify(links) == Fault(one, f"entry {one} is missing or out of its place")


# A108.
@given(BODIES, st.data())
def test_a_destroyed_body_leaves_the_chain_whole(bodies: list[bytes], data: st.DataObject) -> None:
    links = chain(bodies)
    gone = data.draw(st.sets(st.sampled_from(range(len(links)))))
    left = [replace(link, salt=None, body=None) if link.index in gone else link for link in links]

    assert verify(left, last=links[-1].hash) is None


def test_what_was_destroyed_by_half_is_named() -> None:
    (link,) = chain([b"one"])
    half = Fault(0, "entry 0 lost its salt or its body, not both")

    assert verify([replace(link, salt=None)]) == half
    assert verify([replace(link, body=None)]) == half


def test_no_byte_moves_between_salt_and_body_unseen() -> None:
    (link,) = chain([b"one"])
    assert link.salt is not None
    moved = replace(link, salt=link.salt + b"o", body=b"ne")

    assert verify([moved]) == Fault(0, "the body of entry 0 was changed")


# A109.
def test_a_chain_that_was_rebuilt_does_not_end_as_the_outside_remembers() -> None:
    honest, forged = chain([b"one", b"two"]), chain([b"one", b"three"])

    assert verify(forged) is None
    assert verify(forged, last=honest[-1].hash) == Fault(
        2, "entry 2 is missing: the end is not the one that was kept outside"
    )


def test_the_same_body_has_another_commitment_each_time() -> None:
    assert linked(START, 0, b"one").commitment != linked(START, 0, b"one").commitment


def test_an_empty_segment_is_whole_where_nothing_was() -> None:
    assert verify([], last=START) is None
    assert verify([], last=bytes(31) + b"\1") is not None
