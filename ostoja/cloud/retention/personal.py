"""What the tables of forgetting hold about people."""

from ostoja.privacy.declare import Subject, Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach

ROW = not_personal("the number of a row, never shown")
RUN = not_personal("about the office's work, whoever it concerned")
HELD = personal("priv.request")

TABLES = (
    Table(
        "retention.Hold",
        {
            "id": ROW,
            "table": HELD,
            "row": HELD,
            "field": HELD,
            "reason": HELD,
            "author": personal("sec.audit", Subject.STAFF),
            "made": HELD,
            "review": HELD,
            "released": HELD,
        },
    ),
    Table("retention.Run", {"id": ROW, "day": RUN, "plan": RUN, "started": RUN, "finished": RUN, "rows": RUN}),
)

REACHES = (Reach("retention.Hold", {"R31": "released"}),)
