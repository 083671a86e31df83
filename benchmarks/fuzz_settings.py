"""Settings of a server that is asked ten thousand odd things a minute by one person."""

from ovop.settings.development import *  # noqa: F403

API_LIMITS = {(kind, who): 10**9 for kind in ("read", "write") for who in ("user", "visitor")}
