"""The language that the places speak: frames, tokens, sealed sessions, messages. Pure, without I/O."""
