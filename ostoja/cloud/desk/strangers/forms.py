"""What somebody without an account types."""

from django import forms

from ostoja.cloud.accounts.forms import FocusedForm
from ostoja.cloud.desk.models import LONGEST_LINE
from ostoja.cloud.rights.forms import AskForm
from ostoja.cloud.web.texts import lazy_text


class StrangerForm(FocusedForm, AskForm):
    """A request, with a name if they like and an address for the answer."""

    field_order = ("kind", "words", "email", "name")

    email = forms.EmailField(
        label=lazy_text("right.stranger.email"),
        help_text=lazy_text("right.stranger.email_help"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(label=lazy_text("right.stranger.name"), max_length=LONGEST_LINE, required=False)
