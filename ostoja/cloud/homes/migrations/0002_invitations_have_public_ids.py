"""Invitations have public identifiers, by which owners see and cancel them."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import ostoja.protocol.ids


def give_each_an_identifier(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Each row needs one of its own, which a default, made once for all of them, is not."""
    invitations = apps.get_model("homes", "Invitation").objects.using(editor.connection.alias)
    for row in invitations.filter(public__isnull=True):
        row.public = ostoja.protocol.ids.new_id()
        row.save(update_fields=["public"])


class Migration(migrations.Migration):
    """A column, its values, and only then its constraint."""

    dependencies = [("homes", "0001_homes_members_and_codes")]

    operations = [
        migrations.AddField("invitation", "public", models.CharField(max_length=22, null=True, editable=False)),
        migrations.RunPython(give_each_an_identifier, migrations.RunPython.noop),
        migrations.AlterField(
            "invitation",
            "public",
            models.CharField(default=ostoja.protocol.ids.new_id, editable=False, max_length=22, unique=True),
        ),
    ]
