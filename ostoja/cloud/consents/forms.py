"""What a person, or somebody at a browser, may choose."""

from collections.abc import Callable, Collection
from datetime import datetime

from django import forms

from ostoja.cloud.accounts.models import Person
from ostoja.cloud.accounts.queries import person_at
from ostoja.cloud.consents import flows
from ostoja.cloud.consents.categories import key_of
from ostoja.cloud.consents.guardians import flows as guardians
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.rules import OPTIONAL
from ostoja.cloud.web.texts import LANGUAGES, lazy_text
from ostoja.privacy.consent.decide import AgeBand

Verb = Callable[[Person, str, flows.Way, datetime], Choice]
VERBS: dict[str, Verb] = {
    "refuse": flows.refuse,
    "withdraw": flows.withdraw,
    "object": flows.object_to,
    "end_objection": flows.end_objection,
}
GIVE = "give"
# What somebody says in spite of a signal that says no.
AGAINST_SIGNAL = frozenset({GIVE, "end_objection"})
ACCEPT, REFUSE, CHOOSE = "accept", "refuse", "choose"
BANDS = [(band.value, lazy_text(f"consent.age.{band.value}")) for band in AgeBand]


class ShownForm(forms.Form):
    """A form that says what it stood beside: the version of the policy, and the language."""

    policy = forms.CharField(max_length=64, required=False)
    language = forms.ChoiceField(choices=[(name, name) for name in LANGUAGES], required=False)


class ChoiceForm(ShownForm):
    """One press on the page of choices."""

    answer = forms.ChoiceField(choices=[(name, name) for name in (GIVE, *VERBS)])
    purpose = forms.CharField(max_length=64)
    asked = forms.CharField(max_length=64, required=False)
    subject = forms.CharField(max_length=22, required=False)

    def write(self, subject: Person, way: flows.Way, now: datetime) -> Choice:
        """Write the choice down.

        Raises: ChoiceError.
        """
        answer, purpose = self.cleaned_data["answer"], self.cleaned_data["purpose"]
        if answer == GIVE:
            return flows.give(subject, purpose, self.cleaned_data["asked"], way, now)
        return VERBS[answer](subject, purpose, way, now)


class CookieForm(ShownForm):
    """One press in the cookie dialog."""

    answer = forms.ChoiceField(choices=[(name, name) for name in (ACCEPT, REFUSE, CHOOSE)])
    kinds = forms.MultipleChoiceField(choices=[(key_of(kind), kind.value) for kind in OPTIONAL], required=False)
    back = forms.CharField(max_length=500, required=False)

    def agreed(self) -> Collection[str] | None:
        """The questions that are answered with yes; nothing stands for all of them."""
        if self.cleaned_data["answer"] == ACCEPT:
            return None
        return frozenset(self.cleaned_data["kinds"] if self.cleaned_data["answer"] == CHOOSE else ())


class AgeForm(forms.Form):
    """How old somebody is, and the address of who answers for a child."""

    band = forms.ChoiceField(choices=BANDS, label=lazy_text("consent.age.label"))
    guardian = forms.EmailField(required=False, label=lazy_text("consent.age.guardian"))

    def write(self, person: Person) -> None:
        """Write it down; an address without an account is answered like any other.

        Raises: ChoiceError.
        """
        address = self.cleaned_data["guardian"]
        guardians.declare_age(person, AgeBand(self.cleaned_data["band"]), person_at(address) if address else None)


class WardForm(forms.Form):
    """One press of somebody who was named as a guardian, or is one."""

    child = forms.CharField(max_length=22)
    answer = forms.ChoiceField(choices=[(name, name) for name in ("accept", "decline", "correct", "part")])
    band = forms.ChoiceField(choices=BANDS, required=False)

    def write(self, guardian: Person, child: Person) -> None:
        """Do what was pressed.

        Raises: ChoiceError.
        """
        answer, band = self.cleaned_data["answer"], self.cleaned_data["band"]
        if answer == "accept":
            guardians.become_guardian(guardian, child)
        elif answer == "decline":
            guardians.decline(guardian, child)
        elif answer == "part":
            guardians.part(guardian, child)
        elif band:
            guardians.correct_age(guardian, child, AgeBand(band))
