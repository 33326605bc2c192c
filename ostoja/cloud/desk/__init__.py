"""The rights desk: what staff see and do for people, behind a second factor, with every look at somebody on record."""
