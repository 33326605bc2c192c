"""What the register of requests holds about people."""

from ostoja.privacy.declare import Subject, Table, not_personal, personal

ROW = not_personal("the number of a row, never shown")
REQUEST = personal("priv.request")
FIELDS = "public person who kind channel words received state identity refusal answer like closed"

TABLES = (
    Table("rights.Request", {"id": ROW, **dict.fromkeys(FIELDS.split(), REQUEST)}, of=("person",)),
    Table(
        "rights.Step",
        {
            "id": ROW,
            "request": REQUEST,
            "state": REQUEST,
            "at": REQUEST,
            "by": personal("sec.audit", Subject.STAFF),
            "reason": REQUEST,
        },
        of=("request__person",),
    ),
)
