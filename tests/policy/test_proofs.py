from ostoja.policy.proofs import Proof, digest_of, proofs, proved
from tests.policy.small import small


def test_a_claim_is_proved_by_a_proof_of_its_test() -> None:
    carried = (Proof("tests/claims/test_no_automated_decisions.py", digest_of(b"")), Proof("tests/other.py", ""))

    assert proved(small().claims, carried) == {"no_decisions"}
    assert proved(small().claims, ()) == frozenset()


def test_the_proofs_of_this_build_can_be_read() -> None:
    assert all(proof.test.startswith("tests/claims/") for proof in proofs())


def test_a_digest_is_that_of_fips_180_4() -> None:
    assert digest_of(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
