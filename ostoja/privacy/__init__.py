"""The keeping of the promise, used in every place. Pure."""
