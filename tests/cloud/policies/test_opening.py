from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from ostoja.cloud.policies import flows
from ostoja.cloud.policies.flows import Draft
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.opening import UnpublishedError, draft_in, open_under
from ostoja.policy.shelf import shipped, shipped_files
from tests.cloud.publications import effective, longer, published, real

NOTHING_ON: frozenset[str] = frozenset()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in shipped_files("pol-003").items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.fixture
def now() -> datetime:
    return timezone.now()


class TestTheDraft:
    def test_is_the_operators_policy_with_the_adapters_that_are_on(self, folder: Path) -> None:
        found = draft_in(folder, ("weather",), demo=False)

        assert found == Draft(shipped("pol-003"), frozenset({"weather"}))

    def test_without_a_policy_says_what_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(UnpublishedError, match="run 'ostoja policy init' first"):
            draft_in(tmp_path / "policy", (), demo=False)

    def test_of_the_demo_is_the_policy_that_ships(self, tmp_path: Path) -> None:
        assert draft_in(tmp_path / "policy", (), demo=True) == Draft(shipped("default"), NOTHING_ON, demo=True)

    def test_of_the_demo_is_the_operators_when_there_is_one(self, folder: Path) -> None:
        assert draft_in(folder, (), demo=True).policy == shipped("pol-003")

    def test_with_a_mistake_names_file_and_key(self, folder: Path) -> None:
        with (folder / "about.toml").open("a") as file:
            file.write('\n[extra]\npl = "x"\n')

        with pytest.raises(UnpublishedError, match=r"cannot be used:\nabout.toml"):
            draft_in(folder, (), demo=False)

    def test_knows_no_adapter_but_those_of_the_policy(self, folder: Path) -> None:
        with pytest.raises(UnpublishedError, match="OSTOJA_ADAPTERS names telepathy, which"):
            draft_in(folder, ("weather", "telepathy"), demo=False)


@pytest.mark.django_db
class TestTheOffice:
    def test_does_not_open_under_what_was_not_published(self, now: datetime) -> None:
        with pytest.raises(UnpublishedError, match="run 'ostoja policy publish' first"):
            open_under(Draft(real(), NOTHING_ON), now)

        assert not Publication.objects.exists()

    def test_opens_under_what_was_published(self, now: datetime) -> None:
        published(real(), now=now)

        open_under(Draft(real(), NOTHING_ON), now)

    def test_opens_under_the_old_version_while_the_new_one_is_to_come(self, now: datetime) -> None:
        published(real(), now=now)
        coming = effective(longer(real()), 40, now)
        published(coming, now=now)

        open_under(Draft(coming, NOTHING_ON), now)

    def test_does_not_open_after_an_edit_or_another_adapter(self, now: datetime) -> None:
        published(real("pol-003"), now=now)

        for draft in (Draft(longer(real("pol-003")), NOTHING_ON), Draft(real("pol-003"), frozenset({"weather"}))):
            with pytest.raises(UnpublishedError):
                open_under(draft, now)

    def test_does_not_open_before_the_first_version_holds(self, now: datetime) -> None:
        coming = effective(real(), 3, now)
        published(coming, now=now)

        with pytest.raises(UnpublishedError, match="No published privacy policy is in force yet"):
            open_under(Draft(coming, NOTHING_ON), now)

    def test_of_the_demo_publishes_by_itself_once(self, now: datetime) -> None:
        for _ in range(2):
            open_under(Draft(shipped("default"), NOTHING_ON, demo=True), now)

        assert Publication.objects.get().approver == "demo"

    def test_of_the_demo_publishes_what_the_next_program_brings(self, now: datetime) -> None:
        open_under(Draft(shipped("default"), NOTHING_ON, demo=True), now)
        open_under(Draft(longer(shipped("default")), NOTHING_ON, demo=True), now + timedelta(seconds=1))

        assert Publication.objects.count() == 2

    def test_of_the_demo_promises_nothing_that_is_not_proved(
        self, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(flows, "claims_of", lambda _: frozenset())

        with pytest.raises(UnpublishedError, match="a claim that no test of this build proves"):
            open_under(Draft(shipped("default"), NOTHING_ON, demo=True), now)
