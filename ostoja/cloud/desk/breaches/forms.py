"""What staff type about a breach."""

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MinValueValidator

from ostoja.cloud.accounts.forms import FocusedForm
from ostoja.cloud.desk.breaches.query import Event
from ostoja.cloud.desk.breaches.rules import Reach, is_whole
from ostoja.cloud.desk.requests.forms import choice, line, words
from ostoja.cloud.desk.rules import EARLIEST
from ostoja.cloud.web.texts import lazy_text, text

MOMENT = "%Y-%m-%dT%H:%M"


def moment(label: str) -> forms.DateTimeField:
    """A field for an instant, in the operator's time."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    first = datetime.combine(EARLIEST, time(), UTC)
    not_before = MinValueValidator(first, lazy_text("desk.error.long_ago"))
    formats = [MOMENT, f"{MOMENT}:%S"]
    return forms.DateTimeField(label=lazy_text(label), widget=widget, input_formats=formats, validators=[not_before])


class EventForm(FocusedForm, forms.Form):
    """What happened to which tables, and when."""

    tables = forms.MultipleChoiceField(
        label=lazy_text("desk.breach.tables"), widget=forms.SelectMultiple(attrs={"size": 10})
    )
    since = moment("desk.breach.since")
    until = moment("desk.breach.until")
    noticed = moment("desk.breach.noticed")
    reach = choice("desk.breach.reach", "desk.reach.", Reach)

    def __init__(self, tables: list[str], zone: ZoneInfo, now: datetime, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["tables"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(name, name) for name in tables]
        self._zone, self._now = zone, now

    def clean(self) -> dict[str, Any]:
        """Everything, the times in the operator's zone.

        Raises: ValidationError when the times cannot be.
        """
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("since", "until", "noticed"):
            if name in typed:
                typed[name] = typed[name].replace(tzinfo=self._zone)
        times = [typed[name] for name in ("noticed", "since", "until") if name in typed]
        if len(times) == len(("noticed", "since", "until")) and not is_whole(times[0], times[1], times[2], self._now):
            raise forms.ValidationError(text("desk.error.times"))
        return typed

    def event(self) -> Event:
        """What was typed, as an event."""
        typed = self.cleaned_data
        return Event(tuple(typed["tables"]), typed["since"], typed["until"], Reach(typed["reach"]))


class RecordForm(EventForm):
    """A breach for the register: what happened, and the words about it."""

    facts = words("desk.breach.facts")
    effects = words("desk.breach.effects")
    measures = words("desk.breach.measures")


class ReportForm(forms.Form):
    """That the authority or the people know, and why so late where it is late."""

    late = line("desk.breach.late", required=False, hint="desk.breach.late_help")
