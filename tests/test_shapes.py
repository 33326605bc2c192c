"""Threads that read a struct for the first time end no process, and no server meets one in a thread first."""

import json
import os
import subprocess
import sys
from pathlib import Path

# So many families of structs that threads would meet one that is not looked at yet in nearly every run.
FAMILIES = """
import msgspec, sys, threading
from ostoja.shapes import learn_shapes
sys.setswitchinterval(1e-6)
inner = [(f"f{{at}}", dict[str, int] | None, None) for at in range(12)]
families = []
for number in range(150):
    parts = [msgspec.defstruct(f"Part{{number}}x{{at}}", inner, module="here") for at in range(8)]
    fields = [(f"p{{at}}", part) for at, part in enumerate(parts)]
    families.append(msgspec.defstruct(f"Whole{{number}}", fields, module="here"))
{learn}
raw = {{f"p{{at}}": {{"f0": {{"a": 1}}}} for at in range(8)}}
def read():
    for family in families:
        begin.wait()
        msgspec.convert(raw, family)
begin = threading.Barrier(6)
threads = [threading.Thread(target=read) for _ in range(6)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print("read")
"""

SERVED = """
import json, pkgutil, importlib, sys
import ostoja
from ostoja.cloud.command import prepare
from ostoja.shapes import learn_shapes
prepare()
from ostoja.cloud.config.asgi import office
office()
known = learn_shapes()
for package in ("cloud",):
    path = [f"{ostoja.__path__[0]}/{package}"]
    for module in pkgutil.walk_packages(path, f"ostoja.{package}."):
        importlib.import_module(module.name)
print(json.dumps(sorted(f"{shape.__module__}.{shape.__name__}" for shape in learn_shapes() - known)))
"""


SETTINGS = {
    "OSTOJA_SECRET_KEY": "a secret of the tests, long enough to pass for one: 0123456789abcdef",
    "OSTOJA_ORIGIN": "http://localhost:8000",
    "OSTOJA_ROAD": "ws://localhost:8001",
    "OSTOJA_RELAY_TOKEN": "a relay token of the tests",
}
# Read by commands that run alone, without threads.
ALONE = {"ostoja.cloud.backup.archive.Manifest"}


def told(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, env={**os.environ, **environment}
    )


def test_threads_read_what_was_learned_before_them() -> None:
    done = told(FAMILIES.format(learn="learn_shapes()"))

    assert (done.returncode, done.stdout) == (0, "read\n"), done.stderr


def test_the_office_knows_every_shape_before_it_serves(tmp_path: Path) -> None:
    done = told(SERVED, OSTOJA_VAR=str(tmp_path), **SETTINGS)

    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout)) <= ALONE
