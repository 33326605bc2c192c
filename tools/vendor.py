"""Fetch the browser's third-party modules with npm and lay them into ostoja/ui/vendor/, version in the path.

`python tools/vendor.py` packs each package at its pinned version, checks the registry's SHA-512, keeps its ES modules
and licence, and rewrites bare imports to relative paths, so that pages load nothing from anywhere else.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "ostoja" / "ui" / "vendor"
PACKAGES = {
    "@hpke/core": (
        "1.9.0",
        "esm",
        "pFxWl1nNJeQCSUFs7+GAblHvXBCjn9EPN65vdKlYQil2aURaRxfGMO6vBKGqm1YHTKwiAxJQNEI70PbSowMP9Q==",
    ),
    "@hpke/common": (
        "1.10.1",
        "esm",
        "moJwhmtLtuxiUzzNp1jpfBfx8yefKoO9D/RCR9dmwrnc7qjJqId1rEtQz+lSlU5cabX8daToMSx/7HayXOiaFw==",
    ),
    "fflate": (
        "0.8.2",
        "esm",
        "cPJU47OaAoCbg0pBvzsgpTPhmhqI5eJjh/JIu8tPj5q+T7iLvW/JAYUqmE7KOB4R1ZyEhzBaIQpQpardBF5z8A==",
    ),
}
BARE_IMPORT = re.compile(r"""(\bfrom\s+|\bimport\s+)"(@hpke/[a-z]+)";?""")


def place_of(name: str) -> Path:
    """Where a package lies, its version in the path."""
    return VENDOR / f"{name}@{PACKAGES[name][0]}"


def fetch(name: str, version: str, wanted: str, into: Path) -> Path:
    """The package's archive, its checksum compared with the pinned one."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not installed")
    packed = subprocess.run(
        [npm, "pack", "--silent", f"{name}@{version}"], cwd=into, check=True, capture_output=True, text=True
    )
    archive = into / packed.stdout.strip().splitlines()[-1]
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != wanted:
        raise SystemExit(f"{name}@{version} has checksum {digest}, not {wanted}")
    return archive


def relative(source: Path, name: str) -> str:
    """The path from one vendored module to the entry of another package."""
    entry = place_of(name) / "mod.js"
    ups = len(source.parent.relative_to(VENDOR).parts)
    return "../" * ups + entry.relative_to(VENDOR).as_posix()


def rewritten(text: str, target: Path) -> str:
    """The module's text with relative paths for bare imports."""
    return BARE_IMPORT.sub(lambda found: f'{found[1]}"{relative(target, found[2])}";', text)


def unpack(name: str, archive: Path) -> None:
    """Lay the ES modules of the archive out and rewrite their bare imports."""
    folder = PACKAGES[name][1]
    place = place_of(name)
    with tarfile.open(archive) as box:
        for member in box.getmembers():
            inside = Path(*Path(member.name).parts[1:])
            wanted = inside.suffix == ".js" and inside.parts[0] == folder
            data = box.extractfile(member) if wanted or inside.name == "LICENSE" else None
            if data is None:
                continue
            target = place / (inside.relative_to(folder) if wanted else inside)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = data.read().decode("utf-8")
            target.write_text(rewritten(text, target), encoding="utf-8")


def main() -> None:
    """Renew every package."""
    for name in PACKAGES:
        for old in VENDOR.glob(f"{name}@*"):
            shutil.rmtree(old)
    with tempfile.TemporaryDirectory() as folder:
        for name, (version, _, wanted) in PACKAGES.items():
            unpack(name, fetch(name, version, wanted, Path(folder)))
            print(place_of(name).relative_to(VENDOR))


if __name__ == "__main__":
    main()
