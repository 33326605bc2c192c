"""The home itself, whatever its system: devices, states, commands, and the contract with drivers."""
