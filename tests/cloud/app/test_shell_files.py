import json
import re
from pathlib import Path

from django.conf import settings
from django.test import Client

from ostoja.cloud.app.shell_files import modules, shell_files


def test_modules_are_followed_near_and_far(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./deep/b.js";\nimport "./c.js";\nconst x = "./not.js";\n')
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.js").write_text('export { c } from "../c.js";\nimport {\n  d,\n} from "./d.js";\n')
    later = 'export async function f() {\n  const { e } = await import("../e.js");\n}\n'
    (tmp_path / "deep" / "d.js").write_text(later)
    (tmp_path / "c.js").write_text('import { a } from "./a.js";\n')

    assert {path.name for path in modules(tmp_path, "a.js")} == {"a.js", "b.js", "c.js", "d.js"}


def test_every_file_of_the_shell_is_served(client: Client) -> None:
    version, files = shell_files()

    assert re.fullmatch(r"[0-9a-f]{16}", version)
    assert "/static/app/main.js" in files
    assert "/static/texts/app.pl.json" in files
    assert any("/vendor/@hpke/core@" in path for path in files)
    assert [path for path in files if client.get(path).status_code != 200] == []


def test_the_worker_is_told_what_belongs_to_the_shell(client: Client) -> None:
    worker = client.get("/app/sw.js").content.decode()
    told = json.loads(worker.splitlines()[0].removeprefix("const SHELL = ").removesuffix(";"))

    assert tuple(told["files"]) == shell_files()[1]
    assert worker.endswith((settings.UI_FOLDER / "app" / "sw.js").read_text())
