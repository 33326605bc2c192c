import pytest
from click.testing import CliRunner

from ostoja import __main__ as command_line


def test_help_names_every_command() -> None:
    shown = CliRunner().invoke(command_line.main, ["--help"])

    assert shown.exit_code == 0
    assert [name for name in command_line.COMMANDS if f"  {name} " not in shown.output] == []


@pytest.mark.parametrize("name", list(command_line.COMMANDS))
def test_every_command_has_help(name: str) -> None:
    shown = CliRunner().invoke(command_line.main, [name, "--help"])

    assert shown.exit_code == 0
    assert "Usage:" in shown.output


def test_an_unknown_command_is_a_clear_error() -> None:
    shown = CliRunner().invoke(command_line.main, ["fly"])

    assert shown.exit_code == 2
    assert "No such command 'fly'" in shown.output


def test_a_place_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = command_line.Place("ostoja.cloud.command", "cloud", "cloud", ("a_library_that_is_not_here",), "line")
    monkeypatch.setitem(command_line.COMMANDS, "cloud", lacking)

    shown = CliRunner().invoke(command_line.main, ["cloud"])

    assert shown.exit_code == 1
    assert "pip install 'ostoja[cloud]'" in shown.output
