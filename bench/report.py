"""What was measured, as people read it and as programs do: a table, Markdown, and a JSON file for each bench."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HEADS = ("measured", "Ostoja", "mosquitto", "ratio", "between blocks")
README_TABLE = "README-table.md"


@dataclass(frozen=True)
class Row:
    """One line of a table; what was not compared leaves its cells empty."""

    measured: str
    ours: str
    theirs: str = ""
    ratio: str = ""
    spread: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, in the order of the heads."""
        return self.measured, self.ours, self.theirs, self.ratio, self.spread


@dataclass(frozen=True)
class Report:
    """One bench of one run."""

    name: str
    title: str
    about: Mapping[str, str | int]
    found: Mapping[str, Any]
    rows: Sequence[Row]


def table(rows: Sequence[Row]) -> str:
    """The rows in columns; a column without a cell is left out."""
    lines = _filled(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    shown = [
        "  ".join(cell.ljust(width) if number == 0 else cell.rjust(width) for number, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(line, widths, strict=True)) for line in lines)
    ]
    return "\n".join([shown[0], "-" * len(shown[0]), *shown[1:]])


def markdown(rows: Sequence[Row]) -> str:
    """The rows as a table of Markdown; a column without a cell is left out."""
    head, *lines = _filled(rows)
    rule = ("---", *("---:" for _ in head[1:]))
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in (head, rule, *lines)
    )


def write(report: Report, folder: Path) -> Path:
    """The file that this report is in now."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{report.name}.json"
    file.write_text(json.dumps(asdict(report), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def read(file: Path) -> Report:
    """The report in this file.

    Raises: OSError when it cannot be read; ValueError when it holds no report.
    """
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        return Report(**{**held, "rows": [Row(**row) for row in held["rows"]]})
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"{file.name} holds no report") from wrong


def readme(reports: Iterable[Report]) -> str:
    """One table of Markdown of all these reports, with what it was measured on under it."""
    reports = list(reports)
    rows = [row for report in reports for row in report.rows]
    on = dict.fromkeys(_measured_on(report.about) for report in reports)
    return "\n\n".join([markdown(rows), *on]) + "\n" if rows else ""


def write_readme(folder: Path, names: Iterable[str]) -> Path:
    """The file with the table of every bench of these names that has a report in the folder."""
    files = [folder / f"{name}.json" for name in names]
    file = folder / README_TABLE
    file.write_text(readme(read(one) for one in files if one.exists()), encoding="utf-8")
    return file


def _filled(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    lines = [HEADS, *(row.cells for row in rows)]
    kept = [place for place in range(len(HEADS)) if place == 0 or any(line[place] for line in lines[1:])]
    return [tuple(line[place] for place in kept) for line in lines]


def _measured_on(about: Mapping[str, str | int]) -> str:
    date = str(about.get("date", ""))[:10]
    parts = [
        f"{about.get('cores', '?')} cores",
        *(f"{key} {about[key]}" for key in ("python", "picows") if key in about),
    ]
    if "mosquitto" in about:
        parts.append(str(about["mosquitto"]))
    return f"Measured {date} on {', '.join(parts)}."
