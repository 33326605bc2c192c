"""The one door out: nothing about a person leaves for a recipient without an entry that was written before."""
