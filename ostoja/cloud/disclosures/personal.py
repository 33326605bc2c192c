"""What the register of disclosures holds about people."""

from ostoja.privacy.declare import Subject, Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach, Time

ROW = not_personal("the number of a row, never shown")
ENTRY = personal("priv.disclosure")
FIELDS = "recipient purpose categories country mechanism policy count commitment state at note erased"

TABLES = (
    Table(
        "disclosures.Disclosure",
        {
            "id": ROW,
            "public": ENTRY,
            **dict.fromkeys(FIELDS.split(), ENTRY),
            "by": personal("sec.audit", Subject.STAFF),
        },
        of=("concerned__person",),
    ),
    Table(
        "disclosures.Concerned",
        {"id": ROW, "disclosure": ENTRY, "person": ENTRY, "told": ENTRY, "answered": ENTRY},
        of=("person",),
    ),
)

REACHES = (
    Reach("disclosures.Disclosure", {"R30": "erased"}, of=("concerned__person",)),
    Reach("disclosures.Disclosure", {"R30": "at"}, of=("concerned__person",), time=Time.CAP),
)
