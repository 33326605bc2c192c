"""The home's end: devices and their drivers, the link to the road, and who may enter."""
