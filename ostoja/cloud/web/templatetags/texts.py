"""The tag ``{% text "key" place=value %}``."""

from django import template

from ostoja.cloud.web.texts import text as text_of

register = template.Library()


@register.simple_tag(name="text")
def text(key: str, **places: object) -> str:
    """The text of this key in the page's language; what fills its places is escaped."""
    return text_of(key, **places)
