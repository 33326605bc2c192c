"""The fifth form: the operator's rules that the home obeys, the orders that it carried out, the proof of forgetting."""

STATEMENTS = (
    """
    CREATE TABLE excerpt (
        policy TEXT NOT NULL,       -- hash of the version of the policy
        effective INTEGER NOT NULL, -- from when it holds, s since 1970
        published INTEGER NOT NULL, -- when the operator published it, s since 1970
        zone TEXT NOT NULL,         -- name of the time zone in which its days begin
        history TEXT NOT NULL,      -- how long the history is kept when nobody chose, ISO 8601
        longest TEXT NOT NULL,      -- the most that an owner may choose, ISO 8601
        former TEXT NOT NULL,       -- how long is kept what is left of a former member, ISO 8601
        PRIMARY KEY (effective, published)
    ) STRICT
    """,
    """
    CREATE TABLE erasure (
        id TEXT PRIMARY KEY,        -- id of the order
        whole INTEGER NOT NULL,     -- 1 when the history goes too
        until INTEGER NOT NULL,     -- history before this instant goes, ms since 1970; 0: none
        done INTEGER,               -- when all of it was gone, s since 1970; NULL: not yet
        told INTEGER NOT NULL       -- 1 when the office has the receipt
    ) STRICT
    """,
    """
    CREATE TABLE proof (
        number INTEGER PRIMARY KEY, -- its place in the chain
        at INTEGER NOT NULL,        -- when it was written last, ms since 1970
        body TEXT NOT NULL,         -- plan, policy, table, limits and count as JSON; nobody's id
        signature BLOB NOT NULL     -- the gateway's, over the signature before and this body
    ) STRICT
    """,
)
