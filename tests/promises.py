"""The policy of an operator in tests: the one that ships, of a company that is no example, in force from today."""

import re
from datetime import UTC, datetime
from pathlib import Path

APPROVER = "Ala"


def make_real(folder: Path) -> None:
    """Edit the policy in this folder as an operator would before publishing it."""
    controller, about = folder / "controller.toml", folder / "about.toml"
    written = controller.read_text(encoding="utf-8")
    controller.write_text(written.replace("example = true", "example = false"), encoding="utf-8")
    today = datetime.now(UTC).date()
    dated = re.sub(r"^effective = .*$", f"effective = {today}", about.read_text(encoding="utf-8"), flags=re.MULTILINE)
    about.write_text(dated, encoding="utf-8")
