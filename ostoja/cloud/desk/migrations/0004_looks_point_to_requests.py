"""Looks at requests point to their rows; the numbers that stood in their place go."""

from typing import Any

from django.db import migrations


def point(apps: Any, _: Any) -> None:
    """Find the request of every look that has its number."""
    looks, requests = apps.get_model("desk", "Look"), apps.get_model("rights", "Request")
    for look in looks.objects.filter(what="request").exclude(ticket=""):
        look.request, look.ticket = requests.objects.filter(public=look.ticket).first(), ""
        look.save(update_fields=["request", "ticket"])


class Migration(migrations.Migration):
    """One step, apart from the one before: PostgreSQL changes no table with writes that are not checked yet."""

    dependencies = [("desk", "0003_request_of_a_look")]

    operations = [migrations.RunPython(point, migrations.RunPython.noop)]
