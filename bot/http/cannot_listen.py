"""Define why the HTTP server cannot be opened. Apart from the server, whose import is slow."""


class CannotListen(Exception):
    """The HTTP server cannot be opened at an address or with a certificate.

    reason is in the system's words. may_pass tells that a later start may succeed by itself.
    """

    def __init__(self, address: str, reason: str, *, may_pass: bool = False) -> None:
        super().__init__(address, reason)
        self.may_pass = may_pass
        self.address = address
        self.reason = reason
