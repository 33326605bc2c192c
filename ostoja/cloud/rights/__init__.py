"""What people may ask for about their data, and the answers: a copy, an end, and requests with the law's clock."""
