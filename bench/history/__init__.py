"""What a long history costs the home: its nightly forgetting beside people who use it, and taking it along."""
