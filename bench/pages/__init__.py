"""What the road feels of busy web pages, in one run."""
