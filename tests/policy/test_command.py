from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ostoja.policy import command
from ostoja.policy.proofs import Proof
from tests.policy.small import FILES, changed, small


@pytest.fixture(autouse=True)
def every_claim_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "proofs", lambda: [Proof(claim.test, "") for claim in small().claims.values()])


def run(*words: object) -> Result:
    return CliRunner().invoke(command.policy, [str(word) for word in words])


def laid(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_init_lays_a_copy_and_says_what_to_do(tmp_path: Path) -> None:
    result = run("init", "--var", tmp_path)

    assert result.exit_code == 0
    assert "ostoja policy check" in result.output
    assert (tmp_path / "policy/controller.toml").exists()


def test_init_never_writes_over_a_policy(tmp_path: Path) -> None:
    laid(tmp_path / "policy", {"law.toml": b"# mine"})
    result = run("init", "--var", tmp_path)

    assert (result.exit_code, "is not empty; nothing was written." in result.output) == (1, True)
    assert (tmp_path / "policy/law.toml").read_bytes() == b"# mine"


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "policy").write_text("a file, not a folder")
    result = run("init", "--var", tmp_path)

    assert (result.exit_code, "could not be written: File exists" in result.output) == (1, True)


def test_path_says_where_the_policy_lies(tmp_path: Path) -> None:
    assert run("path", "--var", tmp_path).output == f"{tmp_path}/policy\n"


def test_a_sound_policy_is_told_with_its_hash(tmp_path: Path) -> None:
    result = run("check", laid(tmp_path))

    assert result.exit_code == 0
    assert result.output == f"PP-SMALL 2.1: sound, in force from 2026-12-01, {small().hash()}\n"


# A001.
def test_what_is_wrong_is_told_line_by_line(tmp_path: Path) -> None:
    result = run("check", laid(tmp_path, changed("retention.toml", '"P6Y"', '"6 years"')))

    assert result.exit_code == 1
    assert result.stderr == "retention.toml: R01.period: '6 years' is not a period such as P6Y, P30D or PT0S\n"


# A009.
def test_an_overdue_review_fails_the_check(tmp_path: Path) -> None:
    result = run("check", laid(tmp_path, changed("law.toml", "2027-06-01", "2020-06-01")))

    assert result.exit_code == 3
    assert result.stderr == "law.toml: vat.review: the review was due on 2020-06-01\n"


def test_the_example_company_is_told_from_a_real_one(tmp_path: Path) -> None:
    example = changed("controller.toml", 'country = "PL"', 'country = "PL"\nexample = true')

    assert "still the example company" in run("check", laid(tmp_path, example)).stderr


def test_without_a_source_the_operators_own_is_meant_and_else_the_default(tmp_path: Path) -> None:
    default = run("check", "--var", tmp_path)
    laid(tmp_path / "policy")

    assert default.output.endswith(run("check", "default").output.splitlines()[-1] + "\n")
    assert run("check", "--var", tmp_path).output.startswith("PP-SMALL 2.1")


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("check", tmp_path / "gone")

    assert (result.exit_code, result.stderr.strip()) == (1, f"{tmp_path}/gone: No such file or directory")


@pytest.mark.parametrize("kind", ["notice", "record", "cookies", "recipients", "jsonld", "csp", "egress"])
def test_every_kind_is_drawn(tmp_path: Path, kind: str) -> None:
    result = run("render", laid(tmp_path), "--kind", kind, "--all-adapters", "--language", "pl")

    assert result.exit_code == 0
    assert result.output


def test_an_adapter_that_is_off_is_not_drawn(tmp_path: Path) -> None:
    off, on = run("cookies", laid(tmp_path)), run("cookies", tmp_path, "--adapter", "weather")

    assert ("sky_*" in off.output, "sky_*" in on.output) == (False, True)


def test_an_unknown_adapter_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    result = run("record", laid(tmp_path), "--adapter", "sauna")

    assert result.exit_code == 1
    assert "no entry waits for sauna; known: organisations, weather" in result.output


def test_a_document_can_be_a_file(tmp_path: Path) -> None:
    assert run("render", laid(tmp_path), "--format", "pdf", "--out", tmp_path / "a.pdf").exit_code == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    result = run("record", laid(tmp_path), "--out", tmp_path / "gone/a.txt")

    assert (result.exit_code, "a.txt could not be written: No such file" in result.output) == (1, True)


def test_what_cannot_be_drawn_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "proofs", list)
    result = run("render", laid(tmp_path))

    assert (result.exit_code, "has no passing test" in result.output) == (1, True)


def test_a_policy_that_cannot_be_used_is_not_drawn(tmp_path: Path) -> None:
    result = run("record", laid(tmp_path, changed("law.toml", "https://", "http://")))

    assert result.exit_code == 1
    assert "law.toml: vat.url" in result.stderr
    assert "The policy cannot be used." in result.stderr


def test_a_difference_is_told_gravest_first(tmp_path: Path) -> None:
    files = changed("retention.toml", '"P6Y"', '"P7Y"', changed("groups.toml", '"Users"', '"People"'))
    result = run("diff", laid(tmp_path / "old"), laid(tmp_path / "new", files), "--exit-code")

    assert result.output.splitlines()[0] == "material         retention.R01.period: 'P6Y' -> 'P7Y'"
    assert result.output.splitlines()[-1] == "2 changes; the version is material"
    assert result.exit_code == 12


def test_entries_that_come_and_go_are_told_and_long_values_are_not(tmp_path: Path) -> None:
    files = changed("definitions.toml", "[app]", "[program]", changed("about.toml", "małej", "m" * 80))
    result = run("diff", laid(tmp_path / "old"), laid(tmp_path / "new", files))

    assert "definitions.app: gone" in result.output
    assert "definitions.program: new" in result.output
    assert "m" * 80 not in result.output
    assert result.exit_code == 0


def test_a_category_is_explained(tmp_path: Path) -> None:
    assert "R01: 6 lat" in run("explain", "id.email", laid(tmp_path), "--language", "pl").output


def test_an_unknown_category_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    result = run("explain", "id.shoe", laid(tmp_path))

    assert (result.exit_code, "'id.shoe' is none of: id.email" in result.output) == (1, True)
