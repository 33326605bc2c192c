"""The map in ARCHITECTURE.md is the folders on disk."""

import re

from tests.rules.code import PRODUCT, ROOT

ROW = re.compile(r"^\| `(ostoja/[a-z_/]+)/` \|", re.MULTILINE)


def folders() -> set[str]:
    tops = {path for path in PRODUCT.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    insides = {path for top in tops for path in top.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    return {path.relative_to(ROOT).as_posix() for path in tops | insides}


def test_the_map_names_every_folder_and_no_other() -> None:
    assert set(ROW.findall((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))) == folders()
