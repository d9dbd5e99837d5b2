"""The lean import of aiogram gives the same models."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

# Builds every model and tells what came of it; with «lean» the models were put off at the import.
SURVEY = """
import json, re, sys
from bot.process_tuning import import_aiogram
if sys.argv[1] == "lean":
    import_aiogram()
import aiogram
from pydantic import BaseModel
from aiogram.methods import TelegramMethod
from bot.sandbox.wire.parameters import nested_fields

def under(base):
    return {model for child in base.__subclasses__() for model in (child, *under(child))}

models = [model for model in under(BaseModel) if model.__module__.startswith("aiogram.")]
built = sum(model.__pydantic_complete__ for model in models)
nested = {model.__name__: nested_fields(model) for model in under(TelegramMethod)}
schemas = {}
ADDRESS = re.compile(" at 0x[0-9a-f]+")
for model in models:
    model.model_rebuild()
    fields = model.model_fields.items()
    schemas[model.__qualname__] = {name: ADDRESS.sub("", repr(field.annotation)) for name, field in fields}
print(json.dumps({"built": built, "schemas": schemas, "nested": nested}))
"""


def survey(mode: str) -> dict[str, Any]:
    """Run the survey in a process of its own. Return what it prints, parsed."""
    ended = subprocess.run(  # noqa: S603 - our own survey
        [sys.executable, "-c", SURVEY, mode],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


@pytest.mark.slow
def test_lean_import_gives_the_same_models() -> None:
    """Put off or not, all models can be built and have the same fields of the same types."""
    lean, full = survey("lean"), survey("full")
    assert lean["built"] * 3 < full["built"]
    assert lean["schemas"] == full["schemas"]
    assert lean["nested"] == full["nested"]
