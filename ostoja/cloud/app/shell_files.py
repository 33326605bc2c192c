"""What the app needs to open: its modules as they import one another, styles, words, mark; and a version of all."""

import hashlib
import re
from functools import cache
from pathlib import Path

from django.conf import settings

# What is imported at once; what waits until it is needed is fetched then.
IMPORT = re.compile(r"""^(?:import\s*|(?:import|export)\b[^"';]*?\bfrom\s*)["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)
BESIDE = (
    "styles/tokens.css",
    "styles/base.css",
    "styles/app.css",
    "styles/devices.css",
    "icons/mark.svg",
    "icons/mark-192.png",
)
WORDS = "texts/app.*.json"
ENTRY = "app/main.js"
PAGE = "app/index.html"


def modules(ui: Path, entry: str = ENTRY) -> set[Path]:
    """The module and everything that it imports, near and far."""
    found: set[Path] = set()
    waiting = [(ui / entry).resolve()]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            text = module.read_text(encoding="utf-8")
            waiting += [(module.parent / path).resolve() for path in IMPORT.findall(text)]
    return found


@cache
def shell_files() -> tuple[str, tuple[str, ...]]:
    """The version of the shell, and the addresses of its files.

    Shapes: 16 hexadecimal digits; paths from the root of the origin. Read once: the files do not change under a
    running office.
    """
    ui = Path(settings.UI_FOLDER).resolve()
    files = sorted({*modules(ui), *(ui / path for path in BESIDE), *ui.glob(WORDS)})
    digest = hashlib.sha256()
    for path in (ui / PAGE, *files):
        digest.update(path.relative_to(ui).as_posix().encode() + b"\0" + path.read_bytes())
    addresses = ("/app/", *(f"{settings.STATIC_URL}{path.relative_to(ui).as_posix()}" for path in files))
    return digest.hexdigest()[:16], addresses
