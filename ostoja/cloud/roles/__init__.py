"""Roles of the database, one a purpose: the columns that the policy lets it use, of the people for whom it may."""
