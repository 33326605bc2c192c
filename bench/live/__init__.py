"""What the home shows, on a hundred pages at once, beside one page in the same run."""
