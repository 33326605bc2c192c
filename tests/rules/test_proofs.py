"""What the notice claims was proved by the tests as they stand; `python tools/prove.py` proves them again."""

import pytest

from ostoja.policy.entries import Claim
from ostoja.policy.proofs import digest_of, proofs
from ostoja.policy.shelf import SHIPPED, shipped
from tests.rules.code import ROOT

CLAIMS = {(name, key): claim for name in SHIPPED for key, claim in shipped(name).claims.items()}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=["-".join(name) for name in CLAIMS])
def test_a_claim_names_a_test_that_was_proved_and_has_not_changed(claim: Claim) -> None:
    digests = {proof.test: proof.digest for proof in proofs()}

    assert (ROOT / claim.test).exists()
    assert digests.get(claim.test) == digest_of((ROOT / claim.test).read_bytes())


def test_nothing_is_proved_that_no_policy_claims() -> None:
    assert {proof.test for proof in proofs()} - {claim.test for claim in CLAIMS.values()} == set()
