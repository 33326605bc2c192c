"""What the tables of erasure hold about people."""

from ostoja.privacy.declare import Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach

ROW = not_personal("the number of a row, never shown")
REQUEST, TOLD = personal("priv.request"), personal("priv.disclosure")

TABLES = (
    Table(
        "erasure.Report",
        {
            "id": ROW,
            "public": REQUEST,
            "person": REQUEST,
            "number": not_personal("the number of a line in the ledger"),
            "made": REQUEST,
            "sent": REQUEST,
        },
        of=("person",),
    ),
    Table(
        "erasure.Line",
        {"id": ROW, **dict.fromkeys(["report", "category", "status", "rules", "until"], REQUEST)},
        of=("report__person",),
    ),
    Table(
        "erasure.Telling",
        {
            "id": ROW,
            **dict.fromkeys(["public", "person", "recipient", "purpose", "change", "made", "told", "answered"], TOLD),
            "tries": not_personal("how often a recipient was called"),
            "next": not_personal("when a recipient is called again"),
        },
        of=("person",),
    ),
)

REACHES = (
    Reach("erasure.Report", {"R31": "made"}, of=("person",)),
    Reach("erasure.Telling", {"R31": "made"}, of=("person",)),
)
