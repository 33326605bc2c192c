"""Run a command with a PostgreSQL of its own: `python -m tests.postgres COMMAND …` sets OSTOJA_DATABASE."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

START_SECONDS = "30"
UNSAFE_AND_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def as_postgres() -> list[str]:
    """The words before a command so that it does not run as root, which the server refuses."""
    if os.getuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _quietly(words: list[str]) -> None:
    # The server inherits no pipe of ours: one that stayed open would keep whoever reads it waiting.
    null = subprocess.DEVNULL
    subprocess.run(words, cwd="/", check=True, stdout=null, stderr=null, stdin=null)


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a fresh database; the server ends with the block."""
    tools = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not tools:
        raise SystemExit("PostgreSQL is not installed")
    bin_ = tools[-1]
    folder = Path(tempfile.mkdtemp(prefix="ostoja-postgres-"))
    folder.chmod(0o711)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(data, owner.pw_uid, owner.pw_gid)
    port = free_port()
    control = [*as_postgres(), str(bin_ / "pg_ctl"), "-D", str(data)]
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {UNSAFE_AND_QUICK}"
    text = ["-E", "UTF8", "--locale=C.UTF-8"]
    _quietly([*as_postgres(), str(bin_ / "initdb"), "-D", str(data), "-A", "trust", "--no-sync", *text, "-U", "ostoja"])
    start = [*control, "-w", "-t", START_SECONDS, "-l", str(data / "log"), "-o", settings, "start"]
    _quietly(start)
    try:
        make = [str(bin_ / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "ostoja", "ostoja"]
        _quietly(make)
        yield f"postgresql://ostoja@127.0.0.1:{port}/ostoja"
    finally:
        _quietly([*control, "-m", "fast", "-w", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


TERMINATED = 128 + signal.SIGTERM


def main() -> int:
    """Run the command of this command line; asked to end, it ends the command and the server first."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    with postgres() as address:
        return subprocess.run(sys.argv[1:], env={**os.environ, "OSTOJA_DATABASE": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
