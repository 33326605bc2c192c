"""What the figures were measured on and with."""

import os
import platform
import shutil
import subprocess
from datetime import datetime
from importlib import metadata
from pathlib import Path

PACKAGES = ("ostoja", "picows", "uvloop", "aiomqtt", "django", "uvicorn")
PROGRAM_FOLDERS = "/usr/sbin:/usr/local/sbin"


def about(now: datetime) -> dict[str, str | int]:
    """Date, machine and versions."""
    versions = {name: _version(name) for name in PACKAGES}
    return {
        "date": now.isoformat(timespec="seconds"),
        "cores": os.cpu_count() or 1,
        "processor": processor(Path("/proc/cpuinfo")),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "mosquitto": mosquitto(),
        **versions,
    }


def mosquitto() -> str:
    """The first line of what mosquitto says of itself."""
    program = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:{PROGRAM_FOLDERS}")
    if program is None:
        return "no mosquitto"
    # It shows its help with a status of 3.
    said = subprocess.run([program, "-h"], capture_output=True, text=True, check=False, timeout=10)
    return next(iter((said.stdout or said.stderr).splitlines()), "").strip()


def processor(file: Path) -> str:
    """The model of the processor, as the kernel names it."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def cpu_seconds(pid: int, proc: Path = Path("/proc")) -> float:
    """Seconds of processor time that this process has used so far, by every thread that it has.

    Source: proc(5), schedstat of each thread; its first number is nanoseconds on the processor.
    """
    return sum(int((task / "schedstat").read_text().split()[0]) for task in (proc / str(pid) / "task").iterdir()) / 1e9


def resident(pid: int, proc: Path = Path("/proc")) -> int:
    """Bytes of memory that this process holds now.

    Source: proc(5), statm; its second number is pages.
    """
    return int((proc / str(pid) / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def children(pid: int, proc: Path = Path("/proc")) -> list[int]:
    """The processes that the first thread of this process has started and that still run."""
    return [int(word) for word in (proc / str(pid) / "task" / str(pid) / "children").read_text().split()]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "none"
