from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostoja.protocol import base64url
from ostoja.protocol.certificates import challenge_text
from ostoja.protocol.frames import CloseCode, ProofBody, TicketBody
from ostoja.protocol.keys import PrivateKey
from ostoja.protocol.revocations import Revocation, Subject
from ostoja.protocol.tickets import Profile, read_ticket
from ostoja.relay.errors import RefusedError
from tests.doubles.office import Signer
from tests.relay.doubles import NOON, ORIGIN, ROAD, Bench

NONCE = bytes(range(32))


def ticket_body(token: str, **more: object) -> bytes:
    return msgspec.json.encode({"ticket": token, **more})


def proof_body(
    bench: Bench, *, road: str = ROAD, nonce: bytes = NONCE, key: PrivateKey | None = None, signature: str = ""
) -> bytes:
    named = PrivateKey.new()
    signed = (key or named).sign(challenge_text(nonce, road))
    proof = ProofBody(bench.signer.certificate("home", named.public, now=NOON), signature or base64url.encode(signed))
    return msgspec.json.encode(proof)


def refusal_of_ticket(bench: Bench, body: bytes) -> CloseCode:
    with pytest.raises(RefusedError) as refused:
        bench.admission.ticket(body, bench.clock.wall())
    return refused.value.code


def test_only_pages_of_the_home_origin_may_use_the_road() -> None:
    bench = Bench()
    bench.admission.check_origin(ORIGIN)

    for wrong in (None, "", "null", "https://evil.example", ORIGIN + "/"):
        with pytest.raises(RefusedError, match="BAD_ORIGIN"):
            bench.admission.check_origin(wrong)


def test_a_good_ticket_is_read() -> None:
    bench = Bench()
    token = bench.signer.ticket("home", "ala", now=NOON)

    assert bench.admission.ticket(ticket_body(token), NOON) == read_ticket(token, bench.signer.ring, NOON)


def test_an_expired_ticket_is_told_so() -> None:
    bench = Bench()
    token = bench.signer.ticket("home", now=NOON - timedelta(minutes=3))

    assert refusal_of_ticket(bench, ticket_body(token)) is CloseCode.TICKET_EXPIRED


def test_forged_early_and_foreign_tickets_are_bad() -> None:
    bench, stranger = Bench(), Signer()
    early = bench.signer.ticket("home", now=NOON + timedelta(minutes=3))
    forged = stranger.ticket("home", now=NOON)

    codes = {refusal_of_ticket(bench, ticket_body(token)) for token in (early, forged, "", "a.b.c")}

    assert (codes, bench.wanted_keys) == ({CloseCode.BAD_TICKET}, 0)


def test_an_unknown_key_is_asked_for() -> None:
    bench = Bench()
    bench.signer.rotate(publish=False)

    code = refusal_of_ticket(bench, ticket_body(bench.signer.ticket("home", now=NOON)))

    assert (code, bench.wanted_keys) == (CloseCode.BAD_TICKET, 1)


def test_a_certificate_is_no_ticket() -> None:
    bench = Bench()
    token = bench.signer.certificate("home", PrivateKey.new().public, now=NOON)

    assert refusal_of_ticket(bench, ticket_body(token)) is CloseCode.BAD_TICKET


def test_a_struck_ticket_is_revoked() -> None:
    bench = Bench()
    bench.revoked.add(Revocation(Subject.MEMBER, "ala", int(NOON.timestamp()) + 1), "token", NOON)

    code = refusal_of_ticket(bench, ticket_body(bench.signer.ticket("home", "ala", now=NOON)))

    assert code is CloseCode.REVOKED


def test_a_later_version_is_told_so_whatever_else_it_says() -> None:
    bench = Bench()

    assert refusal_of_ticket(bench, b'{"version": 2, "pass": {}}') is CloseCode.BAD_VERSION


@given(st.binary(max_size=200))
def test_noise_is_a_bad_frame(noise: bytes) -> None:
    bench = Bench()

    codes = {refusal_of_ticket(bench, noise), refusal_of_ticket(bench, b'{"ticket": 1}')}

    assert codes <= {CloseCode.BAD_FRAME, CloseCode.BAD_VERSION}


def test_a_ticket_is_renewed_by_its_holder_only() -> None:
    bench = Bench()
    first = bench.admission.ticket(ticket_body(bench.signer.ticket("home", "ala", "s", now=NOON)), NOON)
    later = NOON + timedelta(seconds=60)

    again = bench.admission.renewal(ticket_body(bench.signer.ticket("home", "ala", "s", now=later)), first, later)

    assert again.exp == first.exp + 60
    earlier = NOON - timedelta(seconds=1)
    for token in (
        bench.signer.ticket("other", "ala", "s", now=later),
        bench.signer.ticket("home", "bartek", "s", now=later),
        bench.signer.ticket("home", "ala", "t", now=later),
        bench.signer.ticket("home", "ala", "s", now=later, profile=Profile.MONITORING),
        bench.signer.ticket("home", "ala", "s", now=earlier),
    ):
        with pytest.raises(RefusedError, match="BAD_TICKET"):
            bench.admission.renewal(ticket_body(token), first, later)


@pytest.mark.parametrize("road", [ROAD, "ws://localhost"])
def test_a_gateway_proves_its_key_for_an_address_of_ours(road: str) -> None:
    bench = Bench()

    assert bench.admission.proof(proof_body(bench, road=road), NONCE, NOON).installation == "home"


def test_a_proof_for_another_challenge_address_or_key_is_bad() -> None:
    bench = Bench()
    replayed = proof_body(bench, nonce=bytes(32))
    carried_on = proof_body(bench, road="wss://evil.example")
    stolen = proof_body(bench, key=PrivateKey.new())
    garbled = proof_body(bench, signature="!")

    for body in (replayed, carried_on, stolen, garbled):
        with pytest.raises(RefusedError, match="BAD_CERTIFICATE"):
            bench.admission.proof(body, NONCE, NOON)


def test_an_expired_or_unknown_certificate_is_bad() -> None:
    bench = Bench()
    body = proof_body(bench)
    with pytest.raises(RefusedError, match="BAD_CERTIFICATE"):
        bench.admission.proof(body, NONCE, NOON + timedelta(days=91))
    bench.signer.ring.keys.clear()

    with pytest.raises(RefusedError, match="BAD_CERTIFICATE"):
        bench.admission.proof(body, NONCE, NOON)

    assert bench.wanted_keys == 1


def test_a_proof_of_another_version_is_told_so() -> None:
    body = msgspec.json.encode(TicketBody("x", version=7))

    with pytest.raises(RefusedError, match="BAD_VERSION"):
        Bench().admission.proof(body, NONCE, NOON)
