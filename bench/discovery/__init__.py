"""How soon the gateway knows a whole home, and what it weighs then, by the size of the home."""
