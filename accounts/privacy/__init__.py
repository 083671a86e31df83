"""What is kept about people and why; a copy of it, and its end. Importing this says it for this room."""

from accounts.privacy import rows  # noqa: F401
