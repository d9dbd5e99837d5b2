"""Define why the HTTP server cannot be opened. Apart from the server, whose import is slow."""


class CannotListen(Exception):
    """The HTTP server cannot be opened at an address or with a certificate.

    reason is in the system's words.
    """

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)
        self.address = address
        self.reason = reason
