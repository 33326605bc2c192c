"""A list to choose from, for lists with hundreds of rows."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SELECTED = mark_safe(" selected")


class LongSelect(forms.Select):
    """A list of plain rows that is drawn at once; Django draws each row from templates of its own."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - no template
        """The list, with what was chosen."""
        chosen = self.format_value(value)
        rows = ((key, SELECTED if str(key) in chosen else "", label) for key, label in self.choices)
        about = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html(
            "<select{}>{}</select>", flatatt(about), format_html_join("\n", '<option value="{}"{}>{}</option>', rows)
        )
