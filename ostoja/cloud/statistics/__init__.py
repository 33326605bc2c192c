"""How often pages are opened by those who agreed to be counted: totals, and nobody in them."""
