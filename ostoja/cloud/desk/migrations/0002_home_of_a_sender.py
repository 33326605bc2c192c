import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("desk", "0001_staff"),
        ("homes", "0003_orders_to_erase"),
    ]

    operations = [
        migrations.AddField(
            model_name="sender",
            name="home",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="homes.installation",
            ),
        ),
    ]
