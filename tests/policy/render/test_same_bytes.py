"""A006: the same policy gives the same bytes on every machine."""

import hashlib
import os
import subprocess
import sys

from tests.rules.code import ROOT

DRAW = """
import hashlib
from ostoja.policy.render.outputs import DOCUMENTS, FORMATS, output
from ostoja.policy.text import Language
from tests.policy.small import CLAIMS, scope
for kind in (*DOCUMENTS, "jsonld", "csp", "egress"):
    for form in FORMATS if kind in DOCUMENTS else ("text",):
        for language in Language:
            drawn = output(scope(language), kind, form, CLAIMS)
            print(kind, form, language.value, hashlib.sha256(drawn).hexdigest())
"""
MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "Europe/Warsaw", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "pl_PL.UTF-8", "PYTHONUTF8": "1"},
)


def drawn_on(machine: dict[str, str]) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DRAW],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **machine},
        capture_output=True,
        check=True,
    )
    return run.stdout.decode()


def test_two_machines_draw_the_same_bytes() -> None:
    one, other = map(drawn_on, MACHINES)

    assert one == other
    assert len(one.splitlines()) == 30
    assert hashlib.sha256(b"").hexdigest() not in one
