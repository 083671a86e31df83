"""A believable, plainly invented Cambodia to try the platform with."""
