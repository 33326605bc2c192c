"""A key knows when it was taken up last, not only when it was made: nobody destroys it from under a new text."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """The column that said when a key was made is given its new meaning."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("keys", "0001_data_keys_by_subject_and_class")]

    operations: ClassVar[list[Operation]] = [
        migrations.RenameField(model_name="datakey", old_name="made", new_name="taken"),
    ]
