"""What the relay costs beside mosquitto, measured in one run: ``python -m bench.road``."""
