"""The road to a home: who is given a ticket for it, and how tickets are taken back."""
