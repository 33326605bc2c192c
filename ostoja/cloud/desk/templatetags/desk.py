"""``{% role as name %}``: the role in which whoever reads the page is staff; and what its navigation leads to."""

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import NoReverseMatch, reverse

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.desk.queries import role_of
from ostoja.cloud.statistics.rules import is_on

register = template.Library()


@register.simple_tag(takes_context=True)
def role(context: Context) -> str:
    """The role of the reader; empty for whoever is no staff."""
    person = context.get("user")
    return (role_of(person) or "") if isinstance(person, Person) else ""


@register.simple_tag
def counts_pages() -> bool:
    """Whether the openings of pages are counted here."""
    return is_on(settings.OSTOJA_ADAPTERS)


@register.filter
def address(page: str) -> str:
    """The address of a page, or its name when it has no single one."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return page
