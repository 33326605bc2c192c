"""What the table of browser sessions holds about people."""

from ostoja.privacy.declare import Table, personal
from ostoja.privacy.forgetting.reaches import Reach, Time

SESSION = personal("acc.session")

TABLES = (
    Table(
        "sessions.Session",
        {
            "session_key": personal("acc.credentials"),
            "session_data": personal("acc.credentials"),
            "expire_date": SESSION,
            "public": SESSION,
            "person": SESSION,
            "began": SESSION,
            "used": SESSION,
            "browser": SESSION,
            "system": SESSION,
            "network": SESSION,
        },
        of=("person",),
    ),
)

REACHES = (
    Reach("sessions.Session", {"R35": "used"}, of=("person",)),
    Reach("sessions.Session", {"R35": "began"}, of=("person",), time=Time.ABSOLUTE),
)
