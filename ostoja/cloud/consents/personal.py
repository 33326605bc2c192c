"""What the ledger holds about people."""

from ostoja.privacy.declare import Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach

ROW = not_personal("the number of a row, never shown")
CONSENT = personal("priv.consent")
FIELDS = "who person answered_by by_guardian purpose kind asked policy language method against_signal at ended"

TABLES = (
    Table(
        "consents.Choice",
        {"id": ROW, "public": CONSENT, **dict.fromkeys(FIELDS.split(), CONSENT)},
        of=("person",),
    ),
    Table(
        "consents.Age",
        {
            "id": ROW,
            "person": personal("acc.age_band"),
            "band": personal("acc.age_band"),
            "guardian": personal("home.members"),
            "asked": personal("home.members"),
        },
        of=("person",),
    ),
)

REACHES = (
    Reach("consents.Choice", {"R25": "ended"}, of=("person",)),
    Reach("consents.Age", {"R03": "person__closed"}, of=("person",)),
)
