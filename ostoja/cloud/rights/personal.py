"""What the register of requests holds about people."""

from ostoja.privacy.declare import Subject, Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach, Time

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
            "told": REQUEST,
        },
        of=("request__person",),
    ),
    Table(
        "rights.Handover",
        {
            "id": ROW,
            **dict.fromkeys(("public", "person", "receiver", "made", "until", "fetched"), REQUEST),
            "token_hash": not_personal("a random token, hashed"),
        },
        of=("person",),
    ),
)

REACHES = (
    # The register tells for years what was asked and how it ended; who it was is then a keyed hash.
    Reach("rights.Request", {"R31": "closed"}, ("person", "words", "answer"), of=("person",), time=Time.EARLIER),
    Reach("rights.Step", {"R31": "request__closed"}, ("by", "reason"), of=("request__person",), time=Time.EARLIER),
    Reach("rights.Request", {"R31": "closed"}, of=("person",)),
    Reach("rights.Handover", {"R32": "made"}, of=("person",)),
)
