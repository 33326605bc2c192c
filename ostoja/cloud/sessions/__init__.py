"""Which browsers are signed in: a row for each, found by its person, and no key of a cookie in the database."""
