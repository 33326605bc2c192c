"""What staff type about requests. No form takes a file: nobody is asked for a scan of a document."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator

from ostoja.cloud.accounts.forms import FocusedForm
from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.desk.models import LONGEST_LINE, LONGEST_TICKET
from ostoja.cloud.desk.rules import EARLIEST, Purpose
from ostoja.cloud.rights.models import LONGEST_WORDS
from ostoja.cloud.rights.rules import CHECKS, Kind, Refusal, State
from ostoja.cloud.web.texts import lazy_text, text

ANSWERS = (State.FULFILLED, State.PARTLY)
MOVES = (State.IDENTITY_PENDING, State.IN_PROGRESS, State.EXTENDED, State.WITHDRAWN)


def words(label: str, *, required: bool = True, rows: int = 4, hint: str = "") -> forms.CharField:
    """A field for several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    help_text = lazy_text(hint) if hint else ""
    return forms.CharField(
        label=lazy_text(label), max_length=LONGEST_WORDS, required=required, widget=widget, help_text=help_text
    )


def line(label: str, *, required: bool = True, longest: int = LONGEST_LINE, hint: str = "") -> forms.CharField:
    """A field for one line."""
    help_text = lazy_text(hint) if hint else ""
    return forms.CharField(label=lazy_text(label), max_length=longest, required=required, help_text=help_text)


def choice(label: str, beginning: str, values: Iterable[str]) -> forms.ChoiceField:
    """A field with one of these values, each with its words in the catalogue."""
    kept = tuple(values)
    return forms.ChoiceField(
        label=lazy_text(label), choices=lambda: [(value, text(f"{beginning}{value}")) for value in kept]
    )


def day(label: str) -> forms.DateField:
    """A field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    not_before = MinValueValidator(EARLIEST, lazy_text("desk.error.long_ago"))
    return forms.DateField(label=lazy_text(label), widget=widget, validators=[not_before])


class EnterForm(FocusedForm, forms.Form):
    """A request that came by another way than our own page."""

    kind = choice("right.what", "right.kind.", Kind)
    channel = choice("desk.enter.channel", "desk.channel.", [name for name in CHECKS if name != "page"])
    received = day("desk.enter.received")
    email = forms.EmailField(label=lazy_text("desk.enter.email"), required=False)
    name = line("desk.enter.name", required=False)
    way = line("desk.enter.way", required=False, hint="desk.enter.way_help")
    words = words("desk.enter.words", hint="desk.enter.words_help")

    def __init__(self, today: date, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._today = today

    def clean_received(self) -> date:
        """The day of receipt.

        Raises: ValidationError for a day to come.
        """
        typed: date = self.cleaned_data["received"]
        if typed > self._today:
            raise forms.ValidationError(text("desk.error.future"))
        return typed

    def clean(self) -> dict[str, Any]:
        """Everything, with the person found.

        Raises: ValidationError when it is said of nobody who it was.
        """
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        typed["person"] = person_at(typed["email"]) if typed.get("email") else None
        if typed.get("email") and typed["person"] is None:
            self.add_error("email", text("desk.error.no_account"))
        if not typed.get("email") and not typed.get("way"):
            self.add_error("way", text("desk.error.nobody"))
        return typed


class CheckForm(forms.Form):
    """By which check somebody was found to be who they say."""

    def __init__(self, channel: str, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["check"] = choice("desk.check.by", "desk.check.", CHECKS.get(channel, ()))


class MoveForm(forms.Form):
    """Another state, with a reason."""

    field_order = ("state", "reason")

    reason = words("desk.move.reason", required=False, rows=2, hint="desk.move.reason_help")

    def __init__(self, possible: Iterable[State], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["state"] = choice("desk.move.to", "right.state.", possible)
        self.order_fields(self.field_order)


class ReplyForm(forms.Form):
    """The answer."""

    state = choice("desk.reply.how", "right.state.", ANSWERS)
    answer = words("desk.reply.answer", hint="desk.reply.answer_help")


class RefuseForm(forms.Form):
    """The refusal."""

    code = choice("desk.refuse.code", "desk.refusal.", Refusal)
    answer = words("desk.refuse.answer", hint="desk.refuse.answer_help")
    evidence = words("desk.refuse.evidence", required=False, rows=3, hint="desk.refuse.evidence_help")


class DecideForm(forms.Form):
    """The second person's word."""

    agreed = choice("desk.decide.word", "desk.decide.", ("yes", "no"))


class PersonForm(FocusedForm, forms.Form):
    """Whose data are opened, and why."""

    email = forms.EmailField(label=lazy_text("account.email"))
    purpose = choice("desk.look.purpose", "desk.purpose.", Purpose)
    ticket = line("desk.look.ticket", longest=LONGEST_TICKET, hint="desk.look.ticket_help")
