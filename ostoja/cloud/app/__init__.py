"""The app's side of the office: its API, its shell, and the page before it."""
