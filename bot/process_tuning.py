"""Importing aiogram without building its models first.

Telegram's types refer to one another, so aiogram, once all are declared, has pydantic build a validator for
each of them: 4.1 of the 5.3 seconds of CPU and 100 of the 165 MiB that its import takes. A bot uses few of
them, and pydantic builds a model that was put off when it is first used, for an update in 0.2 s; it only has
to find the names that the annotations mention.
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


def import_aiogram() -> None:
    """Import aiogram so that each of its models is built when it is first used.

    Nothing where it is imported already.
    """
    if "aiogram" not in sys.modules:
        with _kept_for_good():
            _import_aiogram()


@contextmanager
def _kept_for_good() -> Iterator[None]:
    """What is made inside stays as long as the process: nobody looks for rubbish in it, now or later."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def _import_aiogram() -> None:
    from pydantic import BaseModel

    build = BaseModel.model_rebuild.__func__  # type: ignore[attr-defined] # a class method, unbound
    names: dict[str, Any] = {}

    def put_off(cls: type[BaseModel], /, **options: Any) -> bool | None:
        if not cls.__module__.startswith("aiogram."):
            return bool(build(cls, **options))
        names.update(options.get("_types_namespace") or {})
        return None

    with (
        patch.object(BaseModel, "model_rebuild", classmethod(put_off)),
        # the types put themselves off until they are all declared; the methods inherit it from here
        patch.dict(BaseModel.model_config, {"defer_build": True}),
    ):
        import aiogram

    for model in _models_under(BaseModel):
        _name_what_it_mentions(model, names)
    # updates and answers hold messages: built beforehand, it is built once instead of inside each of them
    aiogram.types.Message.model_rebuild()


def _models_under(base: type) -> set[type]:
    children: list[type] = base.__subclasses__()
    found = {model for model in children if model.__module__.startswith("aiogram.")}
    return found.union(*(_models_under(child) for child in children))


def _name_what_it_mentions(model: type, names: dict[str, Any]) -> None:
    """Give the model's module the names its annotations use and which it imports for type checkers only.

    Those of its bases too: pydantic looks an inherited name up where the model is, not where it was written.
    """
    known = vars(sys.modules[model.__module__])
    for base in model.__mro__:
        for annotation in inspect.get_annotations(base).values():
            for word in _WORD.findall(annotation if isinstance(annotation, str) else ""):
                if word in names:
                    known.setdefault(word, names[word])
