from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def told_already(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was answered before there were letters needs none."""
    apps.get_model("rights", "Step").objects.update(told=F("at"))


class Migration(migrations.Migration):

    dependencies = [
        ("rights", "0002_words_are_sealed"),
    ]

    operations = [
        migrations.AddField(
            model_name="step",
            name="told",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(told_already, migrations.RunPython.noop),
    ]
