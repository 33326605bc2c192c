from django.template.context import Context
from pytest_django import Settings

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.templatetags.desk import address, counts_pages, role


def test_the_role_of_the_reader(officer: Person, ala: Person) -> None:
    assert role(Context({"user": officer})) == "officer"
    assert role(Context({"user": ala})) == ""
    assert role(Context({})) == ""


def test_whether_pages_are_counted(settings: Settings) -> None:
    settings.OSTOJA_ADAPTERS = ("statistics",)
    assert counts_pages()

    settings.OSTOJA_ADAPTERS = ()
    assert not counts_pages()


def test_a_page_with_one_address_is_shown_by_it() -> None:
    assert address("consents:mine") == "/privacy/choices/"
    assert address("consents:receipt") == "consents:receipt"
    assert address("a page that was taken away") == "a page that was taken away"
