"""Pictures small enough for tests: a PNG's first bytes say all that anybody looks at."""

import struct


def png(width: int, height: int, size: int = 0) -> bytes:
    """The head of a PNG of these sides, padded to `size` bytes."""
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)
    return head.ljust(size, b"\0")
