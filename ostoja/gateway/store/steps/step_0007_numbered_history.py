"""The seventh form: rows of history have numbers that never come again, and by these, not by a clock, they are void."""

STATEMENTS = (
    # What was void by the clock goes with this step; of the orders that waited for it nothing is left to wait for.
    """
    CREATE TABLE numbered (
        number INTEGER PRIMARY KEY AUTOINCREMENT, -- its number; none is given twice
        at INTEGER NOT NULL,                      -- when it was true, ms since 1970
        device TEXT NOT NULL,                     -- stable id of the device
        trait TEXT NOT NULL,                      -- which of its traits
        value TEXT NOT NULL                       -- the trait's state as JSON
    ) STRICT
    """,
    """
    INSERT INTO numbered (at, device, trait, value) SELECT at, device, trait, value FROM history
    WHERE at >= coalesce((SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'history_void_before'), 0)
    ORDER BY rowid
    """,
    "DELETE FROM setting WHERE name = 'history_void_before'",
    "DROP TABLE history",
    "ALTER TABLE numbered RENAME TO history",
    "CREATE INDEX history_by_time ON history (at)",
    """
    CREATE TABLE ordered (
        id TEXT PRIMARY KEY,      -- id of the order
        whole INTEGER NOT NULL,   -- 1 when the history goes too
        through INTEGER NOT NULL, -- history up to the row of this number goes; 0: none
        done INTEGER,             -- when all of it was gone, s since 1970; NULL: not yet
        told INTEGER NOT NULL     -- 1 when the office has the receipt
    ) STRICT
    """,
    "INSERT INTO ordered SELECT id, whole, 0, done, told FROM erasure",
    "DROP TABLE erasure",
    "ALTER TABLE ordered RENAME TO erasure",
)
