"""The fourth form: what devices showed over time, and for how many days the home keeps it."""

STATEMENTS = (
    """
    CREATE TABLE history (
        at INTEGER NOT NULL,      -- when it was true, ms since 1970
        device TEXT NOT NULL,     -- stable id of the device
        trait TEXT NOT NULL,      -- which of its traits
        value TEXT NOT NULL       -- the trait's state as JSON
    ) STRICT
    """,
    "CREATE INDEX history_by_time ON history (at)",
    """
    CREATE TABLE setting (
        name TEXT PRIMARY KEY,  -- what is set
        value TEXT NOT NULL     -- to what, as JSON
    ) STRICT
    """,
)
