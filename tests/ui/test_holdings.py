"""The home's part of a package in the browser: sheets as files, parts in order, one archive. Proves: A072, A095."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

VISIT = """
  class Visit extends EventTarget {
    constructor(answers) {
      super();
      this.answers = answers;
      this.asked = [];
      this.standing = "live";
      this.installation = { id: "flat" };
    }
    async ask(question) {
      this.asked.push(question.after);
      const answer = this.answers.shift();
      if (answer.reason) throw Object.assign(new Error(answer.reason), { reason: answer.reason });
      return answer;
    }
  }
"""


def run(page: Page, base: str, script: str, given: Any = None) -> Any:
    source = f"async ([base, given]) => {{ {VISIT} {script} }}"
    return page.evaluate(source, [base, given])


def sheet(name: str, rows: list[list[Any]], next_: str = "") -> dict[str, Any]:
    return {"m": "holdings_are", "sheet": name, "columns": ["at_ms", "value"], "rows": rows, "next": next_}


def unpacked(numbers: list[int]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bytes(numbers))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def office() -> list[int]:
    files = {"data/one.json": b"[1]"}
    manifest = {"format": "ostoja-access-1", "files": {n: hashlib.sha256(c).hexdigest() for n, c in files.items()}}
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"manifest.json": json.dumps(manifest).encode(), **files}.items():
            archive.writestr(name, content)
    return list(into.getvalue())


JOIN = """
  const { withHome } = await import(`${base}/home/holdings.js`);
  const visit = new Visit(given.answers);
  const counts = [];
  const blob = await withHome(Uint8Array.from(given.office), visit, (count) => counts.push(count));
  return { bytes: Array.from(new Uint8Array(await blob.arrayBuffer())), counts, asked: visit.asked };
"""


def test_both_parts_are_joined_and_every_file_is_in_the_manifest(page: Page, modules_address: str) -> None:
    answers = [
        sheet("apps", [[0, "x"]], "history.0"),
        sheet("history", [[1_000, '{"on":true}']], "history.2"),
        {"reason": "no_answer"},
        sheet("history", [[2_000, "noise"]]),
    ]

    made = run(page, modules_address, JOIN, {"office": office(), "answers": answers})

    files = unpacked(made["bytes"])
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert files["data/one.json"] == b"[1]"
    assert (manifest["format"], manifest["home"]) == ("ostoja-access-1", "flat")
    assert json.loads(files["home/history-0001.json"]) == [
        {"at": "1970-01-01T00:00:01.000Z", "value": {"on": True}},
        {"at": "1970-01-01T00:00:02.000Z", "value": "noise"},
    ]
    assert json.loads(files["home/apps.json"]) == [{"at": None, "value": "x"}]
    assert made["asked"] == ["", "history.0", "history.2", "history.2"]
    assert made["counts"] == [1, 3]


def test_a_package_of_the_office_that_is_damaged_is_not_joined(page: Page, modules_address: str) -> None:
    bad = office()
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, content in unpacked(bad).items():
            archive.writestr(name, b"[2]" if name == "data/one.json" else content)

    told = run(
        page,
        modules_address,
        """
          const { opened } = await import(`${base}/home/archive.js`);
          return opened(Uint8Array.from(given)).then(() => "joined", (problem) => problem.message);
        """,
        list(into.getvalue()),
    )

    assert told == "data/one.json is damaged"


def test_no_cell_is_a_formula_and_cells_with_commas_stay_one(page: Page, modules_address: str) -> None:
    rows = [[1_000, "=1+1"], [0, '-5,"x"'], [0, None]]

    text = run(
        page,
        modules_address,
        "const { asCsv } = await import(`${base}/home/sheets.js`); return asCsv(['at_ms', 'value'], given);",
        rows,
    )

    assert text == 'at,value\r\n1970-01-01T00:00:01.000Z,\'=1+1\r\n,"\'-5,""x"""\r\n,\r\n'


def test_a_long_history_becomes_files_of_a_bounded_size(page: Page, modules_address: str) -> None:
    names = run(
        page,
        modules_address,
        """
          const { files } = await import(`${base}/home/holdings.js`);
          async function* parts() {
            const rows = Array(900).fill([1]);
            for (let part = 0; part < 50; part += 1) yield { sheet: "history", columns: ["at_ms"], rows };
          }
          const found = [];
          for await (const { number, rows } of files(parts())) found.push([number, rows.length]);
          return found;
        """,
    )

    assert names == [[1, 20_700], [2, 20_700], [3, 3_600]]


def test_a_home_that_says_no_ends_it(page: Page, modules_address: str) -> None:
    answers = [{"reason": "no_right"}]

    told = run(
        page,
        modules_address,
        """
          const { ofHome } = await import(`${base}/home/holdings.js`);
          return ofHome(new Visit(given), () => {}).then(() => "done", (problem) => problem.reason);
        """,
        answers,
    )

    assert told == "no_right"
