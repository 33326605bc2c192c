"""A look at a request may point to its row."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One step."""

    dependencies = [("desk", "0002_home_of_a_sender"), ("rights", "0001_requests")]

    operations = [
        migrations.AddField(
            model_name="look",
            name="request",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="rights.request"
            ),
        ),
        migrations.AlterField(
            model_name="look", name="ticket", field=models.CharField(blank=True, max_length=64)
        ),
    ]
