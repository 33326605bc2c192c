"""A command through the whole chain, beside the same request of a bare client, in one run."""
