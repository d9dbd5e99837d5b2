"""Clean text from people and documents before it is stored."""

import re
import unicodedata

# C0 and C1 controls except tab and line feed, half surrogates, which no encoding can write, and
# characters that change the reading direction or have no width (the joiner of emoji stays)
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Return the text without what cannot be stored or would deceive a reader, in NFC.

    Line ends become line feeds.
    """
    return unicodedata.normalize("NFC", _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
