"""Refuse a correction that cannot be read."""


class NotUnderstood(ValueError):
    """A correction of which a part cannot be read with certainty. The argument is that part."""
