"""Text from people and documents, made fit for columns, messages and exports, in one place."""

import re
import unicodedata

# C0 and C1 controls but tab and line feed; half surrogates, which no encoding can write;
# signs that turn or hide the reading direction, or have no width (the joiner of emoji stays)
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """The text without what cannot be stored or would deceive a reader, in composed form (NFC).

    Line ends become line feeds. A text that is stored by any family has gone through here.
    """
    return unicodedata.normalize("NFC", _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
