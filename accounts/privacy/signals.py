"""Told to whoever joins this room to others."""

from django.dispatch import Signal

erasure_asked = Signal()  # user, erasure
