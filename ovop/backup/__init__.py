"""A copy of everything that cannot be made again, and the proof that it can be put back."""
