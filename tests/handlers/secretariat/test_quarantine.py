"""/updates: owners list updates that were not handled, retry them, delete them."""

import json

from data.store.inbox import Arrival
from data.store.store import Store
from tests.cast import ANNA, OWNER
from tests.world.conversation import NOW, ConversationWorld, Person


async def put_in_quarantine(store: Store, how_many: int = 1) -> None:
    """Put messages of Anna's in quarantine as K7QX20, K7QX21 and so on."""
    for number in range(how_many):
        payload = json.dumps({"update_id": 100 + number, "message": {"text": "Zecret"}})
        await store.inbox.keep([Arrival(100 + number, str(ANNA), payload)], NOW)
        await store.inbox.quarantine(100 + number, NOW, "KeyError", f"K7QX2{chr(ord('A') + number)}")


async def test_owner_retries_an_update(world: ConversationWorld, store: Store) -> None:
    """Opened from the list, it goes back into its queue, and the list is empty."""
    await put_in_quarantine(store)
    owner = world.person(OWNER)
    listed = await owner.says("/updates")
    assert "K7QX2A" in listed.text
    assert "сообщение, личный чат" in listed.text
    assert "Zecret" not in listed.text
    opened = await owner.presses(listed.button("1"))
    retried = await owner.presses(opened.button("Обработать снова"))
    assert "K7QX2A</code>: обрабатываем снова." in retried.text
    assert "Сообщений без ответа нет." in retried.text
    assert [one.update_id for one in await store.inbox.waiting(str(ANNA), 9)] == [100]


async def test_owner_drops_an_update_found_by_its_number(world: ConversationWorld, store: Store) -> None:
    """The number is taken as a person reads it out. A late press on a deleted one is refused."""
    await put_in_quarantine(store)
    owner = world.person(OWNER)
    opened = await owner.says("/updates k7qx2a")
    drop = opened.button("Удалить")
    assert "удалено" in (await owner.presses(drop)).text
    assert await store.inbox.waiting(str(ANNA), 9) == []
    assert "под номером K7QX2A нет" in (await owner.presses(drop)).toasts[0]
    assert "под номером K7QX2A нет" in (await owner.says("/updates K7QX2A")).text


async def test_long_list_is_paged(world: ConversationWorld, store: Store) -> None:
    """Eight on a page, counted on."""
    await put_in_quarantine(store, 10)
    owner = world.person(OWNER)
    first = await owner.says("/updates")
    assert "Без ответа: 10 сообщений" in first.text
    second = await owner.presses(first.button("›"))
    assert second.text.count("KeyError") == 2
    assert "10. <code>K7QX2A" in second.text


async def test_reader_is_refused(world: ConversationWorld, store: Store, anna: Person) -> None:
    """For people other than owners the command and forged buttons show and change nothing."""
    await put_in_quarantine(store)
    assert "K7QX2A" not in (await anna.says("/updates")).text
    for data in ("ql:0", "qu:show:K7QX2A", "qu:retry:K7QX2A", "qu:drop:K7QX2A"):
        refused = await anna.presses(data)
        assert refused.toasts == ["Это могут только владельцы бота."]
    assert await store.inbox.find_quarantined("K7QX2A") is not None
