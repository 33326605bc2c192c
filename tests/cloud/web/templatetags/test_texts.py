from django.template import Context, Template
from django.utils import translation


def test_what_fills_a_place_is_escaped() -> None:
    template = Template('{% load texts %}{% text "account.confirm_text" email=email %}')

    assert "&lt;b&gt;{x}" in template.render(Context({"email": "<b>{x}"}))


def test_a_template_speaks_the_language_of_its_page() -> None:
    template = Template('{% load texts %}{% text "account.save" %}')

    with translation.override("pl"):
        assert template.render(Context()) == "Zapisz"
