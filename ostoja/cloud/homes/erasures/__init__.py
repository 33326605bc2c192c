"""What the homes are asked to erase, what they answered, and the policy that they obey."""
