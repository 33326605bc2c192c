"""What the home keeps: one SQLite file, readable by its owner alone."""
