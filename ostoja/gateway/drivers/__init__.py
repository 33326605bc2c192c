"""Drivers, a folder a family; found by the folder and listed nowhere."""
