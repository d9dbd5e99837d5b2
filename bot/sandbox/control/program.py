"""Describe what a program that embeds the server does for it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

Labels = Mapping[str, str]
"""A text by language code."""


@dataclass(frozen=True, slots=True)
class StartDay:
    """An instant at which the program's clock may start."""

    label: Labels
    at: datetime


@dataclass(frozen=True, slots=True)
class StartOffer:
    """What the page says of the day the program has opened on, and the other days it offers."""

    text: Labels
    days: Sequence[StartDay] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Something the program can bring about for a person at one press."""

    name: str
    label: Labels


class Program(TypedDict, total=False):
    """The functions of an embedding program. Each of them may be left out.

    `on_clock` is awaited after the page or the control interface has moved the clock. With a `clock` from
    outside it is the only way to move that clock.
    `next_due` returns when the program acts next, which the page shows.
    `on_speed` is awaited with the speed at which the program's clock is to run.
    `on_start` is awaited with the instant at which the program's clock is to start.
    `start_offer` returns what the page says before the clock is first moved, and None afterwards.
    `scenes` are offered by the page, and `on_scene` is awaited with a scene's name and a person's id.
    `busy_with` names what the program still has to do about what it was given.
    `facts` returns what `state` and the page say of the program, by name.
    """

    on_clock: Callable[[datetime], Awaitable[None]] | None
    next_due: Callable[[], Awaitable[datetime | None]] | None
    on_speed: Callable[[float], Awaitable[None]] | None
    on_start: Callable[[datetime], Awaitable[None]] | None
    start_offer: Callable[[], StartOffer | None] | None
    scenes: Sequence[Scene]
    on_scene: Callable[[str, int], Awaitable[None]] | None
    busy_with: Callable[[], Awaitable[Sequence[str]]] | None
    facts: Callable[[], Mapping[str, str]] | None
