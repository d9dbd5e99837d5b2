"""Render the screens of the editor: tools, sections, picture, buttons."""

from zlib import crc32

from data.calendar.bulletin.sections import IssueSection
from data.store.broadcasts.editorial import MOST_LINKS, EditorContent, LinkButton, PictureSource, Placement
from handlers.callbacks.editor import (
    AskDraftPart,
    AskedPart,
    DrawnPicture,
    EditorScreen,
    OpenDraft,
    RemovablePart,
    RemoveLink,
    RemovePart,
    SetPicture,
    SetPlacement,
    SetSection,
    ShowPreview,
)
from handlers.text.markup import join
from handlers.text.words import Words
from handlers.views.bulletin.editors import parts_text
from handlers.views.keyboard import Button, Row, button, checkbox, keyboard, radio_button
from handlers.views.message import Message
from handlers.views.secretariat.plan.edited_draft import EditedDraft


def tools_message(words: Words, draft: EditedDraft) -> Message:
    """Show what can be added and changed beside the decisions about a draft."""

    def ask(key: str, what: AskedPart) -> Button:
        return button(words.plain(key), AskDraftPart(of=draft.of, id=draft.id, what=what))

    content = draft.content
    text = ask("desk-tool-text-again" if content.text else "desk-tool-text", AskedPart.TEXT)
    rows: list[Row] = [
        (text, *((_remove(words, draft, RemovablePart.TEXT),) if _may_lose_text(draft) else ()))
    ]
    if draft.outline is not None:
        rows += _automatic_rows(words, draft)
    if draft.takes_attachments:
        rows.append((_open(words, "desk-tool-picture", draft, EditorScreen.PICTURE), _file(words, draft)))
    rows.append((_open(words, "desk-tool-links", draft, EditorScreen.LINKS),))
    if draft.takes_attachments:
        rows.append(_time_row(words, draft))
    rows.append(_preview_row(words, draft))
    rows.append((_open(words, "desk-back", draft, EditorScreen.DRAFT),))
    parts = join((words("desk-tools-title", kind=draft.of.name.lower()), parts_text(words, content)))
    return Message(parts, keyboard(*rows))


def picture_message(words: Words, draft: EditedDraft) -> Message:
    """Show which pictures a message may have."""
    source = None if draft.content.picture is None else draft.content.picture.source

    def drawn(key: str, value: DrawnPicture, chosen: PictureSource | None) -> Button:
        data = SetPicture(of=draft.of, id=draft.id, source=value)
        return radio_button(words, words.plain(key), data, chosen=source is chosen)

    def sent(key: str, what: AskedPart, chosen: PictureSource) -> Button:
        data = AskDraftPart(of=draft.of, id=draft.id, what=what)
        return radio_button(words, words.plain(key), data, chosen=source is chosen)

    return Message(
        words("desk-picture-title", kind=draft.of.name.lower()),
        keyboard(
            (drawn("desk-picture-none", DrawnPicture.NONE, None),),
            (sent("desk-picture-own", AskedPart.PICTURE, PictureSource.OWN),),
            (
                drawn("desk-picture-year", DrawnPicture.YEAR, PictureSource.YEAR),
                drawn("desk-picture-map", DrawnPicture.MAP, PictureSource.MAP),
            ),
            (sent("desk-picture-card", AskedPart.CARD, PictureSource.CARD),),
            (_open(words, "desk-back", draft, EditorScreen.TOOLS),),
        ),
    )


def sections_message(words: Words, draft: EditedDraft) -> Message:
    """Show the automatic sections that have something to say, each to be switched off."""
    left_out = draft.content.left_out
    # what is switched off can be switched on again, be it empty this week
    names = [one for one in IssueSection if one in draft.sections or one in left_out]
    rows = [
        (
            checkbox(
                words,
                words.plain("desk-section", name=one.value),
                SetSection(of=draft.of, id=draft.id, name=one, on=one in left_out),
                chosen=one not in left_out,
            ),
        )
        for one in names
    ]
    back = (_open(words, "desk-back", draft, EditorScreen.TOOLS),)
    return Message(words("desk-sections-title"), keyboard(*rows, back))


def links_message(words: Words, draft: EditedDraft) -> Message:
    """Show the buttons with links, each to be removed, and offer another one."""
    links = draft.content.links
    lines = [words("desk-link-line", label=one.label, url=one.url) for one in links]
    rows: list[Row] = [
        (
            button(
                words.plain("desk-link-remove", label=one.label),
                RemoveLink(of=draft.of, id=draft.id, mark=mark_of(one)),
            ),
        )
        for one in links
    ]
    if len(links) < MOST_LINKS:
        ask = AskDraftPart(of=draft.of, id=draft.id, what=AskedPart.LINK)
        rows.append((button(words.plain("desk-link-add"), ask),))
    title = words("desk-links-title", count=len(links), most=MOST_LINKS)
    back = (_open(words, "desk-back", draft, EditorScreen.TOOLS),)
    return Message(join((title, *lines)), keyboard(*rows, back))


def asked_message(words: Words, draft: EditedDraft, what: AskedPart) -> Message:
    """Ask for a part of a draft."""
    return Message(words("desk-ask", what=_ASKED[what], kind=draft.of.name.lower()))


def mark_of(link: LinkButton) -> str:
    """Return a checksum that names a button, so that a late press removes no other one."""
    return f"{crc32(f'{link.label} {link.url}'.encode()):08x}"


def _automatic_rows(words: Words, draft: EditedDraft) -> list[Row]:
    rows: list[Row] = [(_open(words, "desk-tool-sections", draft, EditorScreen.SECTIONS),)]
    if draft.content.text:
        before = draft.content.placement is Placement.BEFORE
        place = Placement.AFTER if before else Placement.BEFORE
        data = SetPlacement(of=draft.of, id=draft.id, place=place)
        rows.append((button(words.plain("desk-tool-place", place=place.value), data),))
    return rows


def _file(words: Words, draft: EditedDraft) -> Button:
    if draft.content.file is not None:
        return _remove(words, draft, RemovablePart.FILE)
    ask = AskDraftPart(of=draft.of, id=draft.id, what=AskedPart.FILE)
    return button(words.plain("desk-tool-file"), ask)


def _time_row(words: Words, draft: EditedDraft) -> Row:
    ask = AskDraftPart(of=draft.of, id=draft.id, what=AskedPart.TIME)
    row = [button(words.plain("desk-tool-time"), ask)]
    if draft.has_chosen_due:
        row.append(_remove(words, draft, RemovablePart.TIME))
    return row


def _preview_row(words: Words, draft: EditedDraft) -> Row:
    if not draft.is_ready:
        return ()
    return (
        button(words.plain("desk-preview"), ShowPreview(of=draft.of, id=draft.id, send=False)),
        button(words.plain("desk-test"), ShowPreview(of=draft.of, id=draft.id, send=True)),
    )


def _may_lose_text(draft: EditedDraft) -> bool:
    return bool(draft.content.text) and draft.outline is not None


def _remove(words: Words, draft: EditedDraft, part: RemovablePart) -> Button:
    label = words.plain("desk-remove", part=part.name.lower())
    return button(label, RemovePart(of=draft.of, id=draft.id, part=part))


def _open(words: Words, key: str, draft: EditedDraft, screen: EditorScreen) -> Button:
    return button(words.plain(key), OpenDraft(of=draft.of, id=draft.id, screen=screen))


_ASKED = {
    AskedPart.TEXT: "text",
    AskedPart.PICTURE: "picture",
    AskedPart.CARD: "card",
    AskedPart.FILE: "file",
    AskedPart.LINK: "link",
    AskedPart.TIME: "time",
}


def content_without(content: EditorContent, mark: str) -> tuple[LinkButton, ...]:
    """Return the buttons of a content but for the one with a checksum."""
    return tuple(one for one in content.links if mark_of(one) != mark)
