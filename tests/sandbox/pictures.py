"""Tool for tests: draw small pictures in memory."""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def png(width: int, height: int, size: int = 0) -> bytes:
    """Return the head of a PNG, padded to `size` bytes.

    A server that reads only the sides needs no more.
    """
    return (_SIGNATURE + struct.pack(">I4sII", 13, b"IHDR", width, height)).ljust(size, b"\0")


def solid_png(width: int, height: int) -> bytes:
    """Return a whole PNG of one colour, which a browser can show."""
    rows = (b"\0" + b"\x2a\x6f\xad" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
