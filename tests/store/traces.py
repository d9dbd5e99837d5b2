"""A tool: counts what the bytes of files still hold of people, as numbers and as words."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

Files = Mapping[str, bytes]

# Ids of 33 to 35 bits: as text, as a value of six bytes, as a row's key of five bytes with seven bits each.
_TEXT = re.compile(rb"(?=(\d{10}))")
_VALUE = re.compile(rb"(?=(\x00[\x00-\x07][\x00-\xff]{4}))", re.DOTALL)
_KEY = re.compile(rb"(?=([\x80-\xff]{4}[\x00-\x7f]))")


def files_beside(database: Path) -> Files:
    """Return the bytes of the database and of every file beside it, by name."""
    return {one.name: one.read_bytes() for one in database.parent.iterdir() if one.is_file()}


def ids_left(files: Files, people: Collection[int]) -> int:
    """Count in a file, as text, the ids of these people, of ten digits each."""
    return _count(files, _TEXT, {str(one).encode() for one in people})


def words_left(files: Files, words: Collection[bytes], shape: bytes) -> int:
    """Count these words in a file. shape is the expression that all of them match."""
    return _count(files, re.compile(b"(?=(" + shape + b"))"), set(words))


def numbers_left(files: Files, people: Collection[int]) -> int:
    """Return how often the ids of any of these people stand in a file in binary."""
    values = _count(files, _VALUE, {one.to_bytes(6, "big") for one in people})
    return values + _count(files, _KEY, {_as_key(one) for one in people})


def _count(files: Files, shape: re.Pattern[bytes], wanted: set[bytes]) -> int:
    return sum(found in wanted for content in files.values() for found in _matches(shape, content))


def _matches(shape: re.Pattern[bytes], content: bytes) -> Iterator[bytes]:
    return (match[1] for match in shape.finditer(content))


def _as_key(number: int) -> bytes:
    digits = [number >> shift & 0x7F for shift in range(0, 35, 7)]
    return bytes([*(digit | 0x80 for digit in reversed(digits[1:])), digits[0]])
