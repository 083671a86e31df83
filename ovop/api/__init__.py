"""The interface for programs: its routes, what it says of itself, how often one may ask."""
