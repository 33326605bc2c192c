"""The M-SERV: what it answers, what it tells by itself, and what it passes over in silence."""
