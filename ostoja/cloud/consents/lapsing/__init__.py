"""The end of every consent at once, where nobody knows any more which of them still stand."""
