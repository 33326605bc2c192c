from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_people_sign_in_by_address"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="closed",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RemoveConstraint(
            model_name="person",
            name="person_language_is_known",
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["pl", "en", ""])), name="person_language_is_known"
            ),
        ),
    ]
