import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ostoja.protocol.ids


class Migration(migrations.Migration):

    dependencies = [
        ("rights", "0003_who_is_told_of_news"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public",
                    models.CharField(default=ostoja.protocol.ids.new_id, editable=False, max_length=22, unique=True),
                ),
                ("receiver", models.CharField(max_length=80)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("made", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("fetched", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handovers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
