"""The app in a browser that has none of its files: how soon it shows something and the home, and how it scrolls."""
