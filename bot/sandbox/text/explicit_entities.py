"""Check the entities that a bot sends instead of markup."""

import re
from typing import Any

from bot.sandbox.text.html import CONTROL, clean, utf16_length
from bot.sandbox.text.html_tags import TIME_FORMAT, Entity, link_entity
from bot.sandbox.wire.refusal import bad_request

MAX_UNITS = 1_000_000  # UTF-16 units; a larger offset or length is refused at once
_PLAIN = frozenset({
    "bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote",
})  # fmt: skip
# Telegram detects these itself and ignores explicit ones
_DETECTED_ONLY = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number",
})  # fmt: skip


def check_explicit(source: str, entities: list[dict[str, Any]]) -> tuple[str, list[Entity]]:
    """Return the cleaned text and the entities Telegram stores, at their offsets in it.

    :raises ApiRefusal: 400 for an entity of unknown type, without a required field, or outside the text
    """
    kept = [_parse_entity(entity) for entity in entities if entity.get("type") not in _DETECTED_ONLY]
    for entity in kept:
        for name in ("offset", "length"):
            if not 0 <= entity[name] <= MAX_UNITS:
                raise bad_request(f"receive an entity with incorrect {name} {entity[name]}")
    kept = sorted((one for one in kept if one["length"]), key=lambda one: (one["offset"], -one["length"]))
    if kept:
        _check_offsets(source, kept)
    return clean(source), [
        _without_carriage_returns(source, entity) for entity in kept
    ] if "\r" in source else kept


def _parse_entity(entity: dict[str, Any]) -> Entity:
    kind, place = str(entity["type"]), {"offset": int(entity["offset"]), "length": int(entity["length"])}
    if kind in _PLAIN:
        return {"type": kind} | place
    argument = _argument(kind, entity)
    if argument is None:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    return argument | place


def _argument(kind: str, entity: dict[str, Any]) -> Entity | None:
    if kind == "pre":
        return {"type": kind} | ({"language": entity["language"]} if entity.get("language") else {})
    if kind == "text_link":
        return _link(str(_required(entity, "url")))
    if kind == "text_mention":
        return {"type": "text_link", "url": f"tg://user?id={_required(entity, 'user')['id']}"}
    if kind == "custom_emoji":
        return _emoji(str(_required(entity, "custom_emoji_id")))
    return _time(entity) if kind == "date_time" else None


def _required(entity: dict[str, Any], name: str) -> Any:
    if entity.get(name) is None:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
    return entity[name]


def _link(url: str) -> Entity:
    found = link_entity(url)
    if found is None:
        raise bad_request(f"entity URL '{url}' is invalid: Wrong HTTP URL")
    return found


def _emoji(number: str) -> Entity:
    if not re.fullmatch(r"-?[0-9]{1,19}", number) or int(number) == 0:
        raise bad_request("invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": number}


def _time(entity: dict[str, Any]) -> Entity:
    unix, form = int(_required(entity, "unix_time")), str(entity.get("date_time_format") or "")
    if not TIME_FORMAT.fullmatch(form):
        raise bad_request("can't parse MessageEntity: Invalid date-time format specified")
    if not 0 < unix < 2**31:
        raise bad_request("invalid date specified")
    return {"type": "date_time", "unix_time": unix} | ({"date_time_format": form} if form else {})


def _check_offsets(source: str, entities: list[Entity]) -> None:
    end, inside = utf16_length(source), _offsets_inside_characters(source)
    for entity in entities:
        first, last = entity["offset"], entity["offset"] + entity["length"]
        if first >= end:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {first}")
        if first in inside:
            raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {inside[first]}")
        if last > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {first} ends after the end of the text "
                f"at UTF-16 offset {last}"
            )
        if last in inside:
            raise bad_request(
                f"entity beginning at UTF-16 offset {first} ends in a middle of a UTF-16 symbol "
                f"at byte offset {inside[last]}"
            )


def _offsets_inside_characters(source: str) -> dict[int, int]:
    """Return the UTF-16 offsets inside a character, with the byte offset at which it ends."""
    found: dict[int, int] = {}
    units = size = 0
    for character in source:
        size += len(character.encode("utf-8", "surrogatepass"))
        if character > "\uffff":
            found[units + 1] = size
            units += 1
        units += 1
    return found


def _without_carriage_returns(source: str, entity: Entity) -> Entity:
    """Return the entity at its place in the text without carriage returns."""
    units = source.encode("utf-16-le", "surrogatepass")
    first, last = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
    before, within = (
        utf16_length(part.decode("utf-16-le", "surrogatepass").translate(CONTROL))
        for part in (units[:first], units[first:last])
    )
    return entity | {"offset": before, "length": within}
