"""Tune the process: import aiogram without building its models, collect garbage less often.

The plain import builds a validator for each of aiogram's types: 4.1 of its 5.3 s of CPU, 100 of 165 MiB.
This one leaves each to its first use: 1.2 s and 65 MiB, and 0.2 s for the first update.
Benchmark: «from process start to the first answered command» of `tests/bench/measures.py`.

Telegram's types refer to one another, so aiogram has pydantic rebuild all of them once they are declared.
Pydantic also builds a model that was put off when it is first used. It only has to find the names that the
annotations mention, which aiogram imports for type checkers only.
"""

import gc
import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

_WORD = re.compile(r"[A-Za-z_]\w*")

# Objects allocated before a collection. The objects of a message are freed by their reference counts when it
# has been sent, and those of 150 messages in flight are nearly so many. At 5,000, collections that find
# nothing cost 5 µs a message, a thirtieth of the sending.
_OBJECTS = 25_000
_GENERATIONS = 20


def collect_less_often() -> None:
    """Tune the garbage collector: freeze start-up objects and collect less often."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, _GENERATIONS, _GENERATIONS)


@contextmanager
def frozen_objects() -> Iterator[None]:
    """Do not collect garbage inside, and freeze the objects made there.

    The collector would look many times through the objects of an import, which stay as long as the process:
    0.2 s for those of the bot.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def import_aiogram() -> None:
    """Import aiogram so that each of its models is built when it is first used.

    Do nothing where it is imported already.
    """
    if "aiogram" not in sys.modules:
        with frozen_objects():
            _import_aiogram()


def _import_aiogram() -> None:
    from pydantic import BaseModel

    rebuild = BaseModel.model_rebuild.__func__  # type: ignore[attr-defined] # a class method, unbound
    names: dict[str, Any] = {}

    def put_off(cls: type[BaseModel], /, **options: Any) -> bool | None:
        if not cls.__module__.startswith("aiogram."):
            return bool(rebuild(cls, **options))
        names.update(options.get("_types_namespace") or {})
        return None

    with (
        patch.object(BaseModel, "model_rebuild", classmethod(put_off)),
        # the types put themselves off until they are all declared; the methods inherit it from here
        patch.dict(BaseModel.model_config, {"defer_build": True}),
    ):
        import aiogram

    for model in _models_under(BaseModel):
        _add_mentioned_names(model, names)
    # updates and answers hold messages: built beforehand, it is built once instead of inside each of them
    aiogram.types.Message.model_rebuild()


def _models_under(base: type) -> set[type]:
    children: list[type] = base.__subclasses__()
    found = {model for model in children if model.__module__.startswith("aiogram.")}
    return found.union(*(_models_under(child) for child in children))


def _add_mentioned_names(model: type, names: dict[str, Any]) -> None:
    """Add to a model's module the names its annotations mention and which it does not import.

    The annotations of its bases count too: pydantic looks an inherited name up in the model's own module.
    """
    known = vars(sys.modules[model.__module__])
    for base in model.__mro__:
        for annotation in inspect.get_annotations(base).values():
            for word in _WORD.findall(annotation if isinstance(annotation, str) else ""):
                if word in names:
                    known.setdefault(word, names[word])
