"""What the tables of evidence hold about people: references, and never a name or an address."""

from ostoja.privacy.declare import Subject, Table, not_personal, personal

ROW = not_personal("the number of a row, never shown")
OF_THE_CHAIN = not_personal("a part of the chain itself")

TABLES = (
    Table("audit.Chain", {"id": ROW, "name": OF_THE_CHAIN, "length": OF_THE_CHAIN, "head": OF_THE_CHAIN}),
    Table(
        "audit.Link",
        {
            "id": ROW,
            "chain": OF_THE_CHAIN,
            "index": OF_THE_CHAIN,
            "at": personal("sec.audit", Subject.STAFF),
            "commitment": OF_THE_CHAIN,
            "hash": OF_THE_CHAIN,
            "salt": OF_THE_CHAIN,
            "body": personal("sec.audit", Subject.STAFF),
        },
        ends="a daily job drops the segments whose time by the policy's rule on the staff access log is over",
    ),
    Table(
        "audit.Dropped",
        dict.fromkeys(("id", "chain", "first", "last", "head", "at", "rule", "signature"), OF_THE_CHAIN),
    ),
)
