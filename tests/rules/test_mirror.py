"""Every module with a function has its twin among the tests."""

import ast
from pathlib import Path

from tests.rules.code import PRODUCT, ROOT, modules, name, tree


def has_functions(path: Path) -> bool:
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree(path)))


def twin(path: Path) -> Path:
    inside = path.relative_to(PRODUCT)
    return ROOT / "tests" / inside.parent / f"test_{inside.stem.strip('_')}.py"


# Modules that are proved where they are used: through a whole server, a whole page, or by another module's tests.
PROVED_ELSEWHERE: dict[str, str] = {}


def test_every_module_has_its_twin() -> None:
    lonely = {name(path) for path in modules() if has_functions(path) and not twin(path).exists()}

    assert lonely - PROVED_ELSEWHERE.keys() == set()


def test_exceptions_are_needed() -> None:
    assert {path for path in PROVED_ELSEWHERE if twin(ROOT / path).exists() or not (ROOT / path).exists()} == set()
