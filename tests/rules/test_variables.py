"""The table of settings in README names every variable that the product reads, and no other."""

import re

from tests.rules.code import PRODUCT, ROOT

NAME = re.compile(r"OSTOJA_[A-Z_]+[A-Z]")
ROW = re.compile(r"^\| `(OSTOJA_[A-Z_]+)`", re.MULTILINE)


def read_by_the_product() -> set[str]:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PRODUCT.rglob("*.py"))
    return {found for found in NAME.findall(code) if not found.endswith("_FILE")}


def test_the_table_of_settings_is_complete() -> None:
    table = set(ROW.findall((ROOT / "README.md").read_text(encoding="utf-8")))

    assert {name for name in table if not name.endswith("_FILE")} == read_by_the_product()
