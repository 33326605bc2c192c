import pytest
from django.core.management import CommandError, call_command

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.queries import has_second, role_of
from ostoja.cloud.desk.rules import Role


def test_a_role_is_granted_listed_and_revoked(ala: Person, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("staff", "grant", "ala@example.org", "support")
    assert role_of(ala) is Role.SUPPORT
    call_command("staff", "list")
    assert "support  ala@example.org since" in capsys.readouterr().out

    call_command("staff", "revoke", "ala@example.org")

    assert role_of(ala) is None


def test_a_lost_second_factor_is_taken_away(officer: Person, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("staff", "reset", officer.email)

    assert not has_second(officer)
    with pytest.raises(CommandError, match="no second factor"):
        call_command("staff", "reset", officer.email)


@pytest.mark.parametrize(
    ("email", "sentence"), [("nobody@example.org", "no account"), ("ala@example.org", "not staff")]
)
def test_what_cannot_be_is_told(email: str, sentence: str, ala: Person) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("staff", "revoke", email)
