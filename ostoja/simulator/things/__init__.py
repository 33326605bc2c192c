"""How the things of a home behave: pure, stepped by the moments they name themselves."""
