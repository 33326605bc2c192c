"""``{% role as name %}``: the role in which whoever reads the page is staff."""

from django import template
from django.template.context import Context

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.queries import role_of

register = template.Library()


@register.simple_tag(takes_context=True)
def role(context: Context) -> str:
    """The role of the reader; empty for whoever is no staff."""
    person = context.get("user")
    return (role_of(person) or "") if isinstance(person, Person) else ""
