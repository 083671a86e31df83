"""Values from the environment that are more than a text."""

import os


def listed(name: str, default: str = "") -> tuple[str, ...]:
    """The names that the environment variable holds, separated by commas."""
    return tuple(filter(None, os.environ.get(name, default).split(",")))
