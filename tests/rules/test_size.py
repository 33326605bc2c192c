"""Files and functions stay small; the lists of exceptions may only shrink."""

import ast

from tests.rules.code import modules, name, scripts, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONG_FILES: set[str] = {
    # A table of the kinds of devices, one notion; parts of it would be read together anyway.
    "ostoja/protocol/traits.py",
}


def test_files_are_short() -> None:
    long = {name(path) for path in (*modules(), *scripts()) if len(path.read_text().splitlines()) > LONGEST_FILE}

    assert long <= LONG_FILES


def test_exceptions_are_needed() -> None:
    lengths = {name(path): len(path.read_text().splitlines()) for path in (*modules(), *scripts())}

    assert {path for path in LONG_FILES if lengths.get(path, 0) <= LONGEST_FILE} == set()


def test_functions_are_short() -> None:
    long = [
        f"{name(path)}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]

    assert long == []
