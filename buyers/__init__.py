"""Buyers and their needs."""
