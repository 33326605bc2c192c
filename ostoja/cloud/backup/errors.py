"""What can go wrong with a backup.

BackupError
"""


class BackupError(Exception):
    """A backup cannot be made or restored; the text is a sentence for the operator."""
