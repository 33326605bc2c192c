from django import forms
from django.test import SimpleTestCase

from ostoja.cloud.web.selects import LongSelect

CHOICES = [("a", "One"), ("b", 'Two <b>"&'), ("c", "Three")]


def test_it_is_what_django_draws() -> None:
    attributes = {"id": "id_zone", "required": True, "aria-describedby": "id_zone_error"}

    for chosen in ("b", None, "unknown"):
        ours, theirs = (kind(choices=CHOICES).render("zone", chosen, attributes) for kind in (LongSelect, forms.Select))
        SimpleTestCase().assertHTMLEqual(ours, theirs)
