"""What stands in the simulated home: the file people edit, and its strict reading."""
