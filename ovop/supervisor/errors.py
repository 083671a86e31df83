"""What the supervisor says when it cannot start."""


class StartError(Exception):
    """The platform cannot start; the text is one sentence that says what to do."""
