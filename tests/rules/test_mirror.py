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
NUMBERS = "shown by number alone, tests/cloud/test_models.py"
RESTORE = "with the real commands, tests/cloud/backup/test_restore.py"
PORT = "a contract without behaviour"
# Modules that are proved where they are used, and where that is.
PROVED_ELSEWHERE: dict[str, str] = {
    "ostoja/cloud/erasure/lines.py": "tests/cloud/erasure/test_ledger.py",
    "ostoja/cloud/audit/models.py": NUMBERS,
    "ostoja/cloud/audit/queries.py": "tests/cloud/audit/test_flows.py",
    "ostoja/cloud/audit/signing.py": "tests/cloud/audit/test_flows.py",
    "ostoja/cloud/desk/breaches/queries.py": "tests/cloud/desk/breaches/test_flows.py",
    "ostoja/cloud/desk/models.py": NUMBERS,
    "ostoja/cloud/desk/queries.py": "tests/cloud/desk/test_flows.py",
    "ostoja/cloud/desk/records/page.py": "tests/cloud/desk/records/test_views.py",
    "ostoja/cloud/desk/requests/page.py": "tests/cloud/desk/requests/test_views.py",
    "ostoja/cloud/desk/strangers/forms.py": "tests/cloud/desk/strangers/test_views.py",
    "ostoja/cloud/security/second/views.py": "tests/cloud/security/second/test_forms.py and test_passkeys.py",
    "ostoja/cloud/backup/archive.py": RESTORE,
    "ostoja/cloud/backup/command.py": RESTORE,
    "ostoja/cloud/backup/databases.py": RESTORE,
    "ostoja/cloud/backup/restoring.py": RESTORE,
    "ostoja/cloud/dormancy/jobs.py": "tests/cloud/dormancy/test_flows.py",
    "ostoja/cloud/dormancy/letters.py": "tests/cloud/dormancy/test_flows.py",
    "ostoja/cloud/dormancy/queries.py": "tests/cloud/dormancy/test_flows.py",
    "ostoja/cloud/disclosures/flows.py": "tests/cloud/disclosures/test_door.py",
    "ostoja/cloud/disclosures/models.py": NUMBERS,
    "ostoja/cloud/disclosures/queries.py": "tests/cloud/disclosures/test_door.py",
    "ostoja/cloud/desk/apps.py": "tests/cloud/desk/test_flows.py",
    "ostoja/cloud/erasure/apps.py": "tests/cloud/erasure/test_flows.py",
    "ostoja/cloud/erasure/holdings.py": "tests/cloud/erasure/test_flows.py",
    "ostoja/cloud/erasure/letters.py": "tests/cloud/erasure/test_views.py",
    "ostoja/cloud/erasure/models.py": NUMBERS,
    "ostoja/cloud/erasure/queries.py": "tests/cloud/erasure/test_flows.py and tests/cloud/erasure/test_telling.py",
    "ostoja/cloud/keys/models.py": NUMBERS,
    "ostoja/cloud/keys/queries.py": "tests/cloud/keys/test_flows.py",
    "ostoja/cloud/retention/models.py": NUMBERS,
    "ostoja/cloud/retention/queries.py": "tests/cloud/retention/test_flows.py and tests/cloud/retention/test_jobs.py",
    "ostoja/cloud/retention/selection.py": "tests/cloud/retention/test_executor.py",
    "ostoja/cloud/rights/handover/forms.py": "tests/cloud/rights/handover/test_views.py",
    "ostoja/cloud/rights/handover/queries.py": "tests/cloud/rights/handover/test_views.py",
    "ostoja/cloud/security/apps.py": "tests/cloud/security/test_listening.py",
    "ostoja/cloud/rights/apps.py": "tests/cloud/consents/test_objections.py",
    "ostoja/cloud/rights/forms.py": "tests/cloud/rights/test_views.py",
    "ostoja/cloud/rights/models.py": NUMBERS,
    "ostoja/cloud/rights/package/rows.py": "tests/cloud/rights/package/test_archive.py",
    "ostoja/cloud/rights/package/words.py": "tests/cloud/rights/package/test_archive.py",
    "ostoja/cloud/rights/page.py": "tests/cloud/rights/test_views.py",
    "ostoja/cloud/rights/queries.py": "tests/cloud/rights/test_flows.py",
    "ostoja/cloud/statistics/models.py": NUMBERS,
    "ostoja/cloud/statistics/queries.py": "tests/cloud/statistics/test_flows.py",
    "ostoja/demo/owner.py": "the demo's own story, tests/demo/test_command.py",
    "ostoja/gateway/drivers/ampio/alarms.py": KINDS,
    "ostoja/gateway/drivers/ampio/climate.py": KINDS,
    "ostoja/gateway/drivers/ampio/covers.py": KINDS,
    "ostoja/gateway/drivers/ampio/echoes.py": "tests/gateway/drivers/ampio/test_driver.py",
    "ostoja/gateway/drivers/ampio/flags.py": KINDS,
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
