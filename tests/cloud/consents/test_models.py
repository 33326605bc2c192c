import pytest
from django.db import IntegrityError, transaction

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.models import Age, AppendOnlyError, Choice
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.retention import executor
from ostoja.privacy.forgetting.plan import Deed
from tests.cloud.consents.promises import agreed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]


@pytest.fixture
def choice(ala: Person, everything: Publication) -> Choice:
    return agreed(ala)


def test_a_row_is_not_saved_again(choice: Choice) -> None:
    choice.purpose = "app.sales_analysis"

    with pytest.raises(AppendOnlyError):
        choice.save()
    with pytest.raises(AppendOnlyError):
        choice.save(update_fields=["purpose"])


def test_a_row_is_not_written_over_by_its_number(choice: Choice) -> None:
    other = Choice(pk=choice.pk, who="somebody", purpose="app.weather", kind="given", policy="", at=choice.at)

    with pytest.raises(AppendOnlyError):
        other.save()


def test_a_row_is_not_deleted(choice: Choice) -> None:
    with pytest.raises(AppendOnlyError):
        choice.delete()


@pytest.mark.parametrize("manager", ["objects", "_base_manager", "_default_manager"])
def test_no_manager_changes_or_deletes(choice: Choice, manager: str) -> None:
    rows = getattr(Choice, manager)

    for change in ({"kind": "withdrawn"}, {"person": None, "kind": "given"}, {"person": choice.person}, {}):
        with pytest.raises(AppendOnlyError):
            rows.filter(pk=choice.pk).update(**change)
    with pytest.raises(AppendOnlyError):
        rows.filter(pk=choice.pk).delete()
    with pytest.raises(AppendOnlyError):
        rows.all().delete()
    assert Choice.objects.get().kind == "given"


def test_no_bulk_way_changes(choice: Choice) -> None:
    choice.kind = "withdrawn"

    with pytest.raises(AppendOnlyError), transaction.atomic():
        Choice.objects.bulk_update([choice], ["kind"])
    with pytest.raises(AppendOnlyError):
        Choice.objects.bulk_create([choice], update_conflicts=True, unique_fields=["public"], update_fields=["kind"])
    with pytest.raises(AppendOnlyError), transaction.atomic():
        Choice.objects.update_or_create(public=choice.public, defaults={"kind": "withdrawn"})
    with pytest.raises(IntegrityError), transaction.atomic():
        Choice.objects.bulk_create([choice])
    assert Choice.objects.get().kind == "given"


def test_rows_are_added_in_bulk(choice: Choice) -> None:
    more = Choice(who="somebody", purpose="app.weather", kind="given", policy="", at=choice.at)

    Choice.objects.bulk_create([more])

    assert Choice.objects.count() == 2


def test_a_name_goes_with_the_account_and_the_pseudonym_stays(choice: Choice, ala: Person) -> None:
    ala.delete()

    left = Choice.objects.get()
    assert (left.person, left.answered_by, left.who, left.kind) == (None, None, choice.who, "given")


def test_many_accounts_are_deleted_at_once(choice: Choice, bartek: Person) -> None:
    agreed(bartek)

    Person.objects.all().delete()

    assert Choice.objects.filter(person=None, answered_by=None).count() == 2


def test_retention_forgets_whole_rows_by_a_word_of_its_own(choice: Choice, bartek: Person) -> None:
    agreed(bartek)

    Choice.objects.filter(pk=choice.pk).forget()

    assert Choice.objects.get().person == bartek


def test_tables_say_nothing_of_people(choice: Choice, ala: Person) -> None:
    age = Age.objects.create(person=ala, band="18_plus")

    assert [str(choice), str(age)] == [f"choice {choice.pk}", f"age {age.pk}"]


def test_the_policys_retention_goes_by_that_word(choice: Choice, bartek: Person) -> None:
    agreed(bartek)
    deed = Deed("consents.Choice", (), (), None, None, None, ())

    executor.forget(deed, Choice._base_manager.filter(pk=choice.pk))

    assert Choice.objects.get().person == bartek
