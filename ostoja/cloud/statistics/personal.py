"""What the table of totals holds about people: nothing."""

from ostoja.privacy.declare import Table, not_personal

TOTAL = not_personal("a part of a total over everybody who agreed; it names nobody and leads to nobody")

TABLES = (Table("statistics.Opened", dict.fromkeys(("id", "day", "page", "count"), TOTAL)),)
