"""The copy of a person's data: complete because it is drawn from the declarations of the tables themselves."""
