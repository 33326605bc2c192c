"""What it costs to ask before everything that needs somebody's consent."""
