import json
from pathlib import Path

import pytest

from bench.report import Report, Row, markdown, read, readme, table, write, write_readme

ROWS = (Row("command, p50", "4.00 ms", "2.00 ms", "2.00"), Row("processor time", "0.30 ms"))
ABOUT: dict[str, str | int] = {
    "date": "2026-11-22T20:00:00+00:00",
    "cores": 2,
    "python": "3.11.2",
    "mosquitto": "mosquitto version 2.0.11",
}


def report(name: str = "chain") -> Report:
    return Report(name, "A command", ABOUT, {"p50_ms": 4.0}, ROWS)


def test_a_table_has_its_columns_under_one_another_and_none_that_is_empty() -> None:
    assert table(ROWS).splitlines() == [
        "measured         Ostoja  mosquitto  ratio",
        "-----------------------------------------",
        "command, p50    4.00 ms    2.00 ms   2.00",
        "processor time  0.30 ms                  ",
    ]


def test_markdown_has_the_same_cells() -> None:
    assert markdown(ROWS).splitlines() == [
        "| measured | Ostoja | mosquitto | ratio |",
        "| --- | ---: | ---: | ---: |",
        "| command, p50 | 4.00 ms | 2.00 ms | 2.00 |",
        "| processor time | 0.30 ms |  |  |",
    ]


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert r"| this \| that | 1 |" in markdown([Row("this | that", "1")])


def test_a_written_report_is_read_again(tmp_path: Path) -> None:
    file = write(report(), tmp_path / "results")

    again = read(file)

    assert again.rows == list(ROWS)
    assert (again.name, again.about, again.found) == ("chain", ABOUT, {"p50_ms": 4.0})
    assert json.loads(file.read_text())["about"]["cores"] == 2


@pytest.mark.parametrize("text", ["no JSON", "{}", "[]", '{"rows": [{"colour": "red"}]}'])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "chain.json"
    file.write_text(text)

    with pytest.raises(ValueError, match=r"report|Expecting"):
        read(file)


def test_the_readme_has_one_table_and_says_once_what_it_was_measured_on() -> None:
    text = readme([report("road"), report("chain")])

    assert text.count("| measured |") == 1
    assert text.count("| command, p50 |") == 2
    assert text.endswith("\n\nMeasured 2026-11-22 on 2 cores, python 3.11.2, mosquitto version 2.0.11.\n")


def test_the_readme_table_takes_the_reports_that_there_are(tmp_path: Path) -> None:
    write(report(), tmp_path)

    file = write_readme(tmp_path, ["road", "chain"])

    assert file.read_text().count("| command, p50 |") == 1
    assert readme([]) == ""
