from django.template.context import Context

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.templatetags.desk import role


def test_the_role_of_the_reader(officer: Person, ala: Person) -> None:
    assert role(Context({"user": officer})) == "officer"
    assert role(Context({"user": ala})) == ""
    assert role(Context({})) == ""
