"""Parts of forms that passed a check once and pass it again: a keyboard costs more to check than the rest of
a call, and the same one goes to many.
"""

from typing import Any, TypeVar

from aiogram.methods.base import TelegramMethod

Method = TypeVar("Method", bound=TelegramMethod[Any])

_MOST = 512
# the checked part by method, field and source; nobody changes a part once it is read
_parts: dict[tuple[type[TelegramMethod[Any]], str, str], Any] = {}


def validate(model: type[Method], params: dict[str, Any], sources: dict[str, str]) -> Method:
    """The method of these parameters; `sources` has the JSON texts that some of them were read from.

    :raises ValidationError: they do not fit
    """
    keys = {name: (model, name, source) for name, source in sources.items() if name in params}
    known = {name: _parts[key] for name, key in keys.items() if key in _parts}
    method = model.model_validate(params | known)
    for name in keys.keys() - known.keys():
        if len(_parts) >= _MOST:
            _parts.clear()
        _parts[keys[name]] = getattr(method, name)
    return method
