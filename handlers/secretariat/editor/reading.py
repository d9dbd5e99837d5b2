"""Read what an editor sends: a formatted text, a picture, a file, a button, a day and hour."""

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from aiogram.types import Message, MessageEntity

from data.calendar.questions.moments import read_moment
from data.handwriting.addresses import checked_address
from data.handwriting.misread import Misread
from data.store.broadcasts.editorial import (
    AttachedFile,
    ChosenPicture,
    FormattedText,
    LinkButton,
    PictureSource,
    Style,
    StyledSpan,
    formatted_text,
)
from handlers.errors import UserError
from handlers.text.formatting import is_safe_link
from handlers.text.markup import clean
from handlers.views.keyboard import LONGEST_LABEL

LONGEST_URL = 512
"""Characters of the address of a button. All buttons of a message share 10 KB."""

_STYLES = {style.value: style for style in Style}
_URL = re.compile(r"\S+\Z")


def text_of_editor(message: Message) -> FormattedText:
    """Return the text or caption of a message with its formatting.

    Links that may not be sent to readers, mentions of others and emoji of a subscription become plain text.
    """
    text = message.text or message.caption or ""
    entities = message.entities if message.text else message.caption_entities
    return formatted_text(text, _spans(entities or ()))


def count_lost_links(message: Message) -> int:
    """Return how many links of a message may not be sent to readers."""
    entities = (message.entities if message.text else message.caption_entities) or ()
    return sum(one.type == Style.LINK and not is_safe_link(one.url or "") for one in entities)


def picture_of(message: Message) -> ChosenPicture | None:
    """Return the photo of a message, the largest size of it."""
    if not message.photo:
        return None
    return ChosenPicture(PictureSource.OWN, file_id=message.photo[-1].file_id)


def file_of(message: Message) -> AttachedFile | None:
    """Return the document of a message."""
    document = message.document
    if document is None:
        return None
    return AttachedFile(document.file_id, clean(document.file_name or "").strip() or "file")


def link_of(text: str) -> LinkButton:
    """Return a button from «Программа — https://example.org/day».

    Raises UserError for any other text: with an address that it refuses, Telegram refuses the whole message.
    """
    found = _URL.search(text.strip())
    if found is None:
        raise UserError("desk-link-form")
    label, url = " ".join(clean(text.strip()[: found.start()]).split()).strip(" —–-:|"), found[0]
    if not label:
        raise UserError("desk-link-form")
    try:
        url = checked_address(url)
    except Misread:
        raise UserError("desk-link-wrong", url=url[:LONGEST_LABEL]) from None
    # Telegram takes no mailto under a button
    if url.startswith("mailto:") or len(url) > LONGEST_URL:
        raise UserError("desk-link-wrong", url=url[:LONGEST_LABEL])
    if len(label) > LONGEST_LABEL:
        raise UserError("desk-link-long", longest=LONGEST_LABEL)
    return LinkButton(label, url)


def instant_of(text: str, zone: str, now: datetime) -> datetime:
    """Return the instant of «среда 15:00», «12 марта 10:00» or «завтра в 9».

    Raises UserError for a text that names no single day and clock time.
    """
    local = read_moment(text, now.astimezone(ZoneInfo(zone)).replace(tzinfo=None))
    if local is None:
        raise UserError("desk-time-form")
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(now.tzinfo)


def _spans(entities: Iterable[MessageEntity]) -> Iterable[StyledSpan]:
    for one in entities:
        style = _STYLES.get(one.type)
        if style is Style.LINK:
            if is_safe_link(one.url or ""):
                yield StyledSpan(style, one.offset, one.length, one.url or "")
        elif style is not None:
            argument = one.language or "" if style is Style.PRE else ""
            yield StyledSpan(style, one.offset, one.length, argument)
