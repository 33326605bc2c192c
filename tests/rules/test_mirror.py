"""Every module with a function has its twin among the tests."""

import ast
from pathlib import Path

from tests.rules.code import PRODUCT, ROOT, modules, name, tree


def has_functions(path: Path) -> bool:
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree(path)))


def twin(path: Path) -> Path:
    inside = path.relative_to(PRODUCT)
    return ROOT / "tests" / inside.parent / f"test_{inside.stem.strip('_')}.py"


KINDS = "one table by kind, proved row by row in tests/gateway/drivers/ampio/test_points.py"
ERRORS = "errors that carry a word; whoever raises them proves them"
PORT = "a contract without behaviour"
# Modules that are proved where they are used, and where that is.
PROVED_ELSEWHERE: dict[str, str] = {
    "ostoja/demo/owner.py": "the demo's own story, tests/demo/test_command.py",
    "ostoja/gateway/drivers/ampio/alarms.py": KINDS,
    "ostoja/gateway/drivers/ampio/climate.py": KINDS,
    "ostoja/gateway/drivers/ampio/covers.py": KINDS,
    "ostoja/gateway/drivers/ampio/echoes.py": "tests/gateway/drivers/ampio/test_driver.py",
    "ostoja/gateway/drivers/ampio/flags.py": KINDS,
    "ostoja/gateway/drivers/ampio/held.py": "tests/gateway/drivers/ampio/test_driver.py",
    "ostoja/gateway/drivers/ampio/lights.py": KINDS,
    "ostoja/gateway/drivers/ampio/orders.py": "tests/gateway/drivers/ampio/test_driver.py",
    "ostoja/gateway/drivers/ampio/plan.py": "tests/gateway/drivers/ampio/test_driver.py",
    "ostoja/gateway/drivers/ampio/sensors.py": KINDS,
    "ostoja/gateway/house/driver.py": PORT,
    "ostoja/gateway/house/errors.py": ERRORS,
    "ostoja/gateway/house/listeners.py": "tests/gateway/house/test_house.py",
    "ostoja/gateway/link/codes.py": "tests/gateway/link/test_conversation.py",
    "ostoja/gateway/link/errors.py": ERRORS,
    "ostoja/protocol/errors.py": ERRORS,
    "ostoja/protocol/traits.py": "tests/protocol/test_messages.py",
    "ostoja/relay/errors.py": ERRORS,
    "ostoja/relay/port.py": PORT,
    "ostoja/simulator/brokers/embedded.py": "both brokers pass tests/simulator/brokers/test_port.py",
    "ostoja/simulator/brokers/tiers.py": "both brokers pass tests/simulator/brokers/test_port.py",
    "ostoja/simulator/errors.py": ERRORS,
}


def test_every_module_has_its_twin() -> None:
    lonely = {name(path) for path in modules() if has_functions(path) and not twin(path).exists()}

    assert lonely - PROVED_ELSEWHERE.keys() == set()


def test_exceptions_are_needed() -> None:
    assert {path for path in PROVED_ELSEWHERE if twin(ROOT / path).exists() or not (ROOT / path).exists()} == set()


def test_where_it_is_proved_exists() -> None:
    named = {word for reason in PROVED_ELSEWHERE.values() for word in reason.split() if word.startswith("tests/")}

    assert {word for word in named if not (ROOT / word.strip(",")).exists()} == set()
