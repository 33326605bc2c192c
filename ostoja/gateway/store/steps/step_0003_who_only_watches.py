"""The third form: a code says whether it is for a person or for a system that watches, and so does an app."""

STATEMENTS = (
    "ALTER TABLE admission ADD COLUMN profile TEXT NOT NULL DEFAULT 'person' /* person or monitoring: for whom */",
    "ALTER TABLE app ADD COLUMN profile TEXT NOT NULL DEFAULT 'person' /* person or monitoring: as what it came */",
)
