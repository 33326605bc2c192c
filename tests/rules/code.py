"""The product's files, for the rules that read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "ostoja"
UI = PRODUCT / "ui"
VENDOR = UI / "vendor"


def modules(under: Path = PRODUCT) -> Iterator[Path]:
    """Every Python file of the product but its migrations."""
    return (path for path in sorted(under.rglob("*.py")) if "migrations" not in path.parts)


def scripts() -> Iterator[Path]:
    """Every script of the interface that is our own."""
    return (path for path in sorted(UI.rglob("*.js")) if VENDOR not in path.parents)


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """A file as the rules name it: from the root."""
    return path.relative_to(ROOT).as_posix()
