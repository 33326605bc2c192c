"""What a person types to hand their data over."""

from django import forms

from ostoja.cloud.rights.forms import AgainForm
from ostoja.cloud.rights.models import LONGEST_RECEIVER
from ostoja.cloud.web.texts import lazy_text


class HandoverForm(AgainForm):
    """Who is to have the data, and the password once more."""

    field_order = ("receiver", "password")

    receiver = forms.CharField(
        label=lazy_text("right.handover.receiver"),
        help_text=lazy_text("right.handover.receiver_help"),
        max_length=LONGEST_RECEIVER,
    )
