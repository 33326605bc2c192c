"""What the office must be able to show: holds, disclosures by hand, forgetting, chains, decisions of programs."""
