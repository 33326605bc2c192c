from ostoja.cloud.accounts.models import Person
from ostoja.cloud.consents.flows import Way, give, refuse
from ostoja.cloud.consents.gate import ask
from ostoja.cloud.consents.lapsing.flows import lapse_all
from ostoja.cloud.consents.models import Choice
from ostoja.cloud.consents.queries import asked
from ostoja.cloud.policies.models import Publication
from ostoja.cloud.policies.queries import in_force
from ostoja.privacy.consent.decide import Denial
from tests.cloud.consents.promises import NOW, WEATHER, digest


def test_what_was_agreed_to_holds_no_more_and_is_asked_again(
    ala: Person, bartek: Person, everything: Publication
) -> None:
    give(ala, WEATHER, digest(), Way(ala, "pl"), NOW)
    refuse(bartek, WEATHER, Way(bartek, "pl"), NOW)
    assert ask(ala, WEATHER, NOW) is None

    assert (lapse_all(NOW), lapse_all(NOW)) == (1, 0)

    assert ask(ala, WEATHER, NOW) is Denial.EXPIRED
    assert ask(bartek, WEATHER, NOW) is Denial.REFUSED
    assert next(one for one in asked(ala, in_force(NOW), NOW) if one.key == WEATHER).may_be_asked
    assert not Choice.objects.filter(kind="given", ended__isnull=True).exists()
