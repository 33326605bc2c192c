"""What each field of every message on the wire holds about a person, or why it holds nothing.

Sealed messages, frames and tokens stand under their modules; so do the few that gateway and relay read of the office.
"""

from ostoja.privacy.declare import Declaration, Table, not_personal, personal

STATE = personal("home.state")
COMMAND = personal("home.commands")
TOPOLOGY = personal("home.topology")
MEMBERS = personal("home.members")
HISTORY = personal("home.history")
TASTE = personal("acc.settings")
SESSION = personal("acc.session")
CREDENTIAL = personal("acc.credentials")

MARK = not_personal("a mark of the conversation, made anew for each question")
CLOCK = not_personal("a clock, whoever reads it")
BOUND = not_personal("a bound of the road or of the language")
OFFICE = not_personal("about the office and its keys")
GATEWAY = not_personal("a gateway's key, number or signature, whoever lives there")
POLICY = not_personal("a part of the operator's policy")
FIGURE = not_personal("a count of a home, on the home's own computer")
STANDING = not_personal("how the link or a program stands")


def _message(name: str, *fields: tuple[str, Declaration]) -> Table:
    return Table(name, {field: said for names, said in fields for field in names.split()})


_SEALED = (
    _message("Hello", ("label", MEMBERS), ("version", BOUND)),
    _message("More", ("after", MARK), ("pages", BOUND)),
    _message("Command", ("id", MARK), ("device do", COMMAND), ("at", CLOCK)),
    _message("Admit", ("id", MARK), ("role", MEMBERS)),
    _message("ListApps", ("id", MARK)),
    _message("RemoveApp", ("id", MARK), ("app", CREDENTIAL)),
    _message("Beat"),
    _message(
        "Welcome",
        ("app", CREDENTIAL),
        ("role", MEMBERS),
        ("now at", CLOCK),
        ("home_online home_since", STANDING),
        ("version", BOUND),
    ),
    _message("Page", ("rooms devices", TOPOLOGY), ("states", STATE), ("next", MARK)),
    _message("States", ("states", STATE)),
    _message("Devices", ("devices", TOPOLOGY)),
    _message("Rooms", ("rooms", TOPOLOGY)),
    _message("CommandIs", ("id", MARK), ("step reason", COMMAND)),
    _message("HomeIs", ("online since", STANDING)),
    _message("Admission", ("id", MARK), ("code", CREDENTIAL), ("expires", CLOCK), ("gateway", GATEWAY)),
    _message("AppEntry", ("app", CREDENTIAL), ("member role label admitted", MEMBERS), ("seen", SESSION)),
    _message("Apps", ("id", MARK), ("apps", MEMBERS)),
    _message("Beating", ("at", CLOCK)),
    _message("Done", ("id", MARK)),
    _message("Refused", ("id", MARK), ("reason", STANDING)),
)

_HOLDINGS = (
    _message("AskKeeping", ("id", MARK)),
    _message("KeepFor", ("id", MARK), ("days", not_personal("how the home is set up"))),
    _message("AskHoldings", ("id", MARK), ("scope", MARK), ("after", MARK)),
    _message("Keeping", ("id", MARK), ("days longest recording", STANDING), ("policy", POLICY)),
    _message("Holdings", ("id", MARK), ("sheet columns", BOUND), ("rows", HISTORY), ("next", MARK)),
)

_ARRANGEMENTS = (
    _message("Arrangement", ("favorites hidden order", TASTE)),
    _message("AskArrangement", ("id", MARK)),
    _message("Arrange", ("id", MARK), ("arrangement", TASTE)),
    _message("ArrangementIs", ("id", MARK), ("arrangement", TASTE)),
)

_DELIVERIES = (
    _message("Deliver", ("id", MARK), ("receiver address", HISTORY)),
    _message("AskDeliveries", ("id", MARK)),
    _message("Delivery", ("receiver host at rows outcome", HISTORY)),
    _message("Deliveries", ("id", MARK), ("deliveries", HISTORY)),
)

_TRAITS = (
    _message("Trait", ("name quantity unit white position tilt modes low high step", TOPOLOGY)),
    _message("Device", ("id name kind traits rooms writable available", TOPOLOGY)),
    _message("Room", ("id name parent", TOPOLOGY)),
    _message("State", ("device at values", STATE)),
    _message("OnOff", ("on", STATE)),
    _message("Brightness", ("level", STATE)),
    _message("Color", ("red green blue white", STATE)),
    _message("ColorTemperature", ("coldness", STATE)),
    _message("OpenClose", ("position tilt blocked_open blocked_close", STATE)),
    _message("Thermostat", ("target current mode active cooling", STATE)),
    _message("Measurement", ("number", STATE)),
    _message("BinarySensor", ("on", STATE)),
    _message("Alarm", ("armed alarmed", STATE)),
    _message("Number", ("number", STATE)),
    _message("Opaque", ("text", STATE)),
    _message("Turn", ("on", COMMAND)),
    _message("SetBrightness", ("level", COMMAND)),
    _message("SetColor", ("red green blue white", COMMAND)),
    _message("SetColorTemperature", ("coldness", COMMAND)),
    _message("Open"),
    _message("Close"),
    _message("Stop"),
    _message("Move", ("position tilt", COMMAND)),
    _message("SetTarget", ("celsius", COMMAND)),
    _message("SetMode", ("mode", COMMAND)),
    _message("SetNumber", ("number", COMMAND)),
    _message("Press"),
    _message("Run"),
    _message("End"),
    _message("Undo"),
    _message("Arm", ("pin", CREDENTIAL)),
    _message("Disarm", ("pin", CREDENTIAL)),
)

_FRAMES = (
    _message("TicketBody", ("ticket", SESSION), ("version", BOUND)),
    _message("AdmittedBody", ("expires now", CLOCK), ("largest_frame version", BOUND)),
    _message("ProofBody", ("certificate", MEMBERS), ("signature", GATEWAY), ("version", BOUND)),
    _message("ReadyBody", ("largest_frame channels version", BOUND)),
    _message("OpenBody", ("member role profile", MEMBERS), ("session", SESSION)),
)

_TOKENS = {
    "tickets": (
        _message("Ticket", ("installation member role profile", MEMBERS), ("session jti", SESSION), ("iat exp", CLOCK)),
    ),
    "certificates": (_message("Certificate", ("installation owner", MEMBERS), ("key", GATEWAY), ("iat exp", CLOCK)),),
    "revocations": (_message("Revocation", ("subject id installation", SESSION), ("not_before for_good", SESSION)),),
    "orders": (
        _message("Order", ("id", MARK), ("installation member whole", MEMBERS), ("key", GATEWAY), ("iat", CLOCK)),
        _message("Receipt", ("order", MARK), ("done", CLOCK), ("signature", GATEWAY)),
    ),
    "excerpts": (_message("Excerpt", ("policy effective published zone history longest former", POLICY)),),
}


_DIAGNOSTICS = (
    _message("Home", ("online since rooms devices unavailable silent kinds", FIGURE)),
    _message("Reading", ("skipped unknown", FIGURE)),
    _message("Road", ("claimed up sessions apps", FIGURE)),
    _message("Records", ("days failing bytes", FIGURE)),
    _message("Module", ("volts celsius", FIGURE), ("heard", CLOCK)),
    _message("Report", ("at started", CLOCK), ("home reading road records commands modules", FIGURE)),
)


def _under(module: str, tables: tuple[Table, ...]) -> tuple[Table, ...]:
    return tuple(Table(f"{module}.{table.name}", table.fields) for table in tables)


MESSAGES: tuple[Table, ...] = (
    *_under("protocol.messages", _SEALED),
    *_under("protocol.holdings", _HOLDINGS),
    *_under("protocol.deliveries", _DELIVERIES),
    *_under("protocol.arrangements", _ARRANGEMENTS),
    *_under("protocol.traits", _TRAITS),
    *_under("protocol.frames", _FRAMES),
    *(table for module, tables in _TOKENS.items() for table in _under(f"protocol.{module}", tables)),
    _message("relay.admit._Versioned", ("version", BOUND)),
    _message("relay.office.Line", ("revocation", SESSION), ("beat", CLOCK)),
    _message("gateway.link.office._OfferAnswer", ("expires", CLOCK), ("poll_seconds", BOUND)),
    _message("gateway.link.office.Orders", ("orders", MEMBERS), ("excerpt", POLICY)),
    *_under("gateway.diagnostics.report", _DIAGNOSTICS),
    _message("gateway.link.office._CertificateAnswer", ("certificate members", MEMBERS), ("road", OFFICE)),
)
