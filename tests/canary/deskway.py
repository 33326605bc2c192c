"""What the officer does at the desk about a planted person: every page is used, not only opened."""

from datetime import timedelta

from django.utils import timezone

from ostoja.cloud.desk.breaches.queries import breaches
from ostoja.cloud.retention.models import Hold
from ostoja.cloud.rights.models import Request
from tests.canary.walk import Way, read

ADVISERS = "legal_advisers"
MOMENT = "%Y-%m-%dT%H:%M"


def done(who: Way, path: str, /, **typed: str) -> None:
    """Something that the officer types, and that is not asked for again."""
    assert who.post("officer", path, **typed).status_code == 302, path


def enter(way: Way, route: str) -> None:
    read("officer")(way, route)
    day = f"{timezone.now() - timedelta(days=2):%Y-%m-%d}"
    asked = {"kind": "access", "channel": "post", "received": day, "words": way.stranger.words.value}
    done(way, way.path(route), **asked, name=way.stranger.first_name.value, way=way.stranger.email.value)


def answer(way: Way, route: str) -> None:
    request = way.path(route).rpartition("/")[0]
    done(way, f"{request}/move", state="in_progress", reason="")
    done(way, f"{request}/reply", state="fulfilled", answer=way.owner.words.value)
    assert Request.objects.get(public=way.known["public"]).state == "fulfilled"


def hold(way: Way, route: str) -> None:
    read("officer")(way, route)
    review = f"{timezone.now() + timedelta(days=30):%Y-%m-%d}"
    row = str(way.person("owner").pk)
    done(way, way.path(route), table="accounts.Person", row=row, field="", reason="sąd 7", review=review)
    way.known["number"] = str(Hold.objects.get().pk)


def release(way: Way, route: str) -> None:
    done(way, way.path(route))


def disclose(way: Way, route: str) -> None:
    read("officer")(way, route)
    said = {"recipient": ADVISERS, "purpose": "gdpr.accountability", "categories": "id.email"}
    day = f"{timezone.now() - timedelta(days=1):%Y-%m-%d}"
    done(way, way.path(route), **said, day=day, people=way.owner.email.value, note="sprawa 7")


def breach(way: Way, route: str) -> None:
    read("officer")(way, route)
    now = timezone.now()
    times = {"since": now - timedelta(days=5), "until": now, "noticed": now - timedelta(hours=5)}
    event = {name: f"{at:{MOMENT}}" for name, at in times.items()} | {"tables": "accounts.Person", "reach": "lay"}
    words = {"facts": "Kopia.", "effects": "Listy.", "measures": "Klucze."}
    done(way, way.path(route), **event, **words, record="yes")
    way.known["public"] = breaches().get().public


def tell(way: Way, route: str) -> None:
    done(way, way.path(route), authority="yes")
    done(way, way.path(route), people="yes")
