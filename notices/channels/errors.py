"""What a channel raises."""


class DeliveryError(Exception):
    """The channel did not take the notice; it may be tried again."""
