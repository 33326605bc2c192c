"""Run the tests that the claims of the shipped policies name, and write down which of them pass.

`python tools/prove.py` writes ostoja/policy/proofs.json; a notice makes only the claims that stand there. A test that
changed has to be proved again, which tests/rules/test_proofs.py does not forget.
"""

import subprocess
import sys
from pathlib import Path

import msgspec

from ostoja.policy.proofs import FILE, Proof, digest_of
from ostoja.policy.shelf import SHIPPED, shipped

ROOT = Path(__file__).parents[1]
PROOFS = ROOT / "ostoja" / "policy" / FILE


def tests_of_claims() -> list[str]:
    """The files that the claims name, each once."""
    return sorted({claim.test for name in SHIPPED for claim in shipped(name).claims.values()})


def passes(test: str) -> bool:
    """Whether every test of a file passes, and none is left out."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", test],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode == 0 and "skipped" not in run.stdout and "deselected" not in run.stdout


def main() -> int:
    """Prove every claim; exit 1 when one cannot be proved."""
    tests = tests_of_claims()
    proved = [test for test in tests if (ROOT / test).exists() and passes(test)]
    proofs = [Proof(test, digest_of((ROOT / test).read_bytes())) for test in proved]
    PROOFS.write_bytes(msgspec.json.format(msgspec.json.encode(proofs), indent=2) + b"\n")
    for test in tests:
        print(f"{'proved' if test in proved else 'NOT PROVED':10} {test}")
    return 0 if proved == tests else 1


if __name__ == "__main__":
    sys.exit(main())
