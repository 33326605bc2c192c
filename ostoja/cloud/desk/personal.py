"""What the tables of the desk hold about people."""

from ostoja.privacy.declare import Subject, Table, not_personal, personal
from ostoja.privacy.forgetting.reaches import Reach, Time

ROW = not_personal("the number of a row, never shown")
STAFF = personal("sec.audit", Subject.STAFF)
LOOK = personal("sec.audit")
REQUEST = personal("priv.request")
EVENT = not_personal("about an event in numbers and words; it names nobody")
OF_REQUEST = ("request__person",)
BREACH = "public noticed since until reach tables categories people loose facts effects measures reported late told"

TABLES = (
    Table("desk.Appointment", {"id": ROW, **dict.fromkeys(("person", "role", "granted", "ended"), STAFF)}),
    Table(
        "desk.Look",
        {"id": ROW, "staff": STAFF, **dict.fromkeys(("person", "what", "purpose", "ticket", "request", "at"), LOOK)},
        of=("person",),
    ),
    Table(
        "desk.Sender",
        {"id": ROW, **dict.fromkeys(("public", "request", "name", "way", "home"), REQUEST)},
        of=OF_REQUEST,
    ),
    Table(
        "desk.Proposal",
        {
            "id": ROW,
            **dict.fromkeys(("public", "request", "code", "answer", "evidence", "at", "decided", "agreed"), REQUEST),
            "by": STAFF,
            "second": STAFF,
        },
        of=OF_REQUEST,
    ),
    Table(
        "desk.Breach",
        {"id": ROW, **dict.fromkeys(BREACH.split(), EVENT), "by": STAFF},
        ends="never: the authority checks the register of breaches, and it names nobody but its author",
    ),
)

REACHES = (
    Reach("desk.Appointment", {"R29": "ended"}),
    Reach("desk.Look", {"R29": "at"}, of=("person",)),
    # With it the register could be told again whose a request was that is nobody's any more.
    Reach("desk.Look", {"R31": "request__closed"}, ("request",), of=("person",), time=Time.EARLIER),
    # Who it was goes with the same of the request itself; the request takes the rest along.
    Reach("desk.Sender", {"R31": "request__closed"}, ("name", "way", "home"), of=OF_REQUEST, time=Time.EARLIER),
    Reach("desk.Proposal", {"R31": "request__closed"}, ("answer", "evidence"), of=OF_REQUEST, time=Time.EARLIER),
)
