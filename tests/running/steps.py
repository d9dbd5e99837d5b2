"""A tool: the steps of a trial, each printed with its time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import typer

from bot.sandbox.client.client import NotSeen, Refused

# The errors of a step that are faults of the installation and not of the trial.
_TROUBLE = (TimeoutError, OSError, aiohttp.ClientError, NotSeen, Refused)


class StepFailed(Exception):
    """A step did not end as it should. Its text says what was found."""


def expect(holds: object, found: str) -> None:
    """Raise StepFailed with the text unless `holds` is true."""
    if not holds:
        raise StepFailed(found)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Print the name of a step and its seconds when the block has ended.

    If the step fails, print why and raise StepFailed.
    """
    began = time.perf_counter()
    try:
        yield
    except (StepFailed, *_TROUBLE) as error:
        typer.echo(f"✗ {name}: {str(error) or type(error).__name__}")
        raise StepFailed(name) from error
    typer.echo(f"✓ {name:<76} {time.perf_counter() - began:6.1f} s")
