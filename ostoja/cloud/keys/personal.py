"""What the table of data keys holds about people."""

from ostoja.privacy.declare import Table, not_personal

TABLES = (
    Table(
        "keys.DataKey",
        {
            "id": not_personal("the number of a row, never shown"),
            "subject": not_personal("a keyed hash; whoever lacks the office's secret finds nobody by it"),
            "keeps": not_personal("the name of a rule of the policy"),
            "wrapped": not_personal("a random key, sealed"),
            "taken": not_personal("when a random key was last taken up"),
        },
    ),
)
