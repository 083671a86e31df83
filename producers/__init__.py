"""Producers, their products, review and registration, and the public catalogue."""
