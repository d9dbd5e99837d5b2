"""The bot is killed and stopped among its updates, as a real process with real signals."""

import asyncio
import random

import pytest
from aiogram import Bot
from aiogram.methods import SetWebhook

from tests.chaos.conftest import Record
from tests.chaos.inbox.crowd import ASKING, PRESSING, Crowd, in_hand
from tests.chaos.process_world import ProcessWorld, each
from tests.chaos.scale import LONG, times
from tests.world.server import session_to

pytestmark = pytest.mark.slow

AT_ONCE = 32
STOP_SECONDS = 20.0
ANSWER = "🏙 <b>Казань</b>"


async def test_killed_among_its_updates(world: ProcessWorld, dice: random.Random, record: Record) -> None:
    """Killed at any moment, the bot loses no update and finishes none twice.

    Only the updates in hand at the kill may be answered twice.
    """
    tries, cut, crowds = times(3, 100), 0, []
    bot = await world.bot()
    for _ in range(tries):
        await world.look()
        asked, seen = dice.randrange(ASKING), len(world.calls)
        crowds.append(await Crowd.gather(world))
        await world.until(lambda: len(world.calls) > seen + asked)  # noqa: B023 - awaited at once
        await asyncio.sleep(dice.random() * 0.02)
        await world.kill(bot)
        cut += in_hand(world)
        bot = await world.bot()
    await world.until_quiet()
    await world.stop(bot)
    answers = [count for crowd in crowds for count in crowd.answered(world)]
    lost = answers.count(0) + sum(PRESSING - crowd.following(world) for crowd in crowds)
    twice = sum(answers) - len(answers)
    doubled = len(world.rows("SELECT 1 FROM subscriptions")) - PRESSING * tries
    record(
        "A1",
        tries,
        updates=tries * (ASKING + PRESSING),
        in_hand_at_kills=cut,
        lost=lost,
        double_effects=doubled,
        answered_again=twice,
    )
    assert (lost, doubled) == (0, 0)
    assert twice <= cut <= AT_ONCE * tries
    assert world.rows("SELECT COUNT(*) FROM inbox WHERE state <> 'done'") == [(0,)]


async def test_stopped_among_its_updates(world: ProcessWorld, dice: random.Random, record: Record) -> None:
    """Stopped at any moment, the bot finishes the updates in hand. None is lost or repeated."""
    tries, cut, longest, crowds = times(3, 100), 0, 0.0, []
    for _ in range(tries):
        bot = await world.bot()
        crowds.append(await Crowd.gather(world))
        await world.until(lambda: world.starts() == len(crowds))
        await asyncio.sleep(dice.random() * 0.1)
        longest = max(longest, await world.stop(bot))
        cut += in_hand(world)
    bot = await world.bot()
    await world.until_quiet()
    await world.stop(bot)
    answers = [count for crowd in crowds for count in crowd.answered(world)]
    lost = answers.count(0) + sum(PRESSING - crowd.following(world) for crowd in crowds)
    twice = sum(answers) - len(answers)
    record("A2", tries, lost=lost, cancelled=cut, answered_twice=twice, longest_stop=f"{longest:.1f} s")
    assert (lost, cut, twice) == (0, 0, 0)
    assert longest <= STOP_SECONDS


async def test_stopped_while_it_starts(world: ProcessWorld, record: Record) -> None:
    """Stopped while its database is still being opened, the bot ends well and loses nothing."""
    tries, longest = times(2, 20), 0.0
    [asking] = await world.people(1)
    await asking.say("/city Казань")
    for _ in range(tries):
        longest = max(longest, await world.stop(await world.bot()))
    bot = await world.bot()
    await world.until_quiet()
    await world.stop(bot)
    told = sum(count for (chat, _), count in world.sent.items() if chat == asking.id)
    record("A2", tries, lost=int(told == 0), answered_twice=max(told - 1, 0), longest_stop=f"{longest:.1f} s")
    assert told == 1


@pytest.mark.skipif(not LONG, reason="waits for the whole time a stop may take")
async def test_stopped_while_telegram_is_silent(world: ProcessWorld, record: Record) -> None:
    """Updates whose handlers wait for a silent Telegram are returned in time, and handled later."""
    silent = 2
    longest = 0.0
    for _ in range(silent):
        [asking] = await world.people(1)
        await world.sandbox.fault("silence", method="sendMessage", seconds=300)
        bot = await world.bot()
        await asking.say("/city Казань")
        await world.until(lambda: world.database.exists() and not world.pending())
        await world.until(lambda: in_hand(world) > 0)
        longest = max(longest, await world.stop(bot))
        assert world.rows("SELECT attempts FROM inbox WHERE state = 'pending'") == [(0,)]
        await world.sandbox.clear_faults()
        bot = await world.bot()
        await world.until_quiet()
        await world.stop(bot)
        assert [count for (chat, _), count in world.sent.items() if chat == asking.id] == [1]
    record("A2", silent, lost=0, longest_stop=f"{longest:.1f} s")
    assert longest <= STOP_SECONDS


async def test_updates_that_come_again(world: ProcessWorld, dice: random.Random, record: Record) -> None:
    """Each update comes two to ten times in any order, and has one effect."""
    people = await world.people(times(15, 1000))
    queue = world.server.world.queue
    await each(people, lambda one: one.say("/city Казань"))
    updates = list(world.pending())
    copies = [update for update in updates for _ in range(dice.randint(1, 9))]
    dice.shuffle(copies)
    for update in copies:
        queue.put(update)
    bot = await world.bot()
    await world.until_quiet()
    await world.stop(bot)
    counts = [sum(count for (chat, _), count in world.sent.items() if chat == one.id) for one in people]
    doubled, lost = sum(counts) - len(counts), counts.count(0)
    record("A5", len(people), copies=len(copies), lost=lost, double_effects=doubled)
    assert (lost, doubled) == (0, 0)


async def test_a_webhook_left_behind(world: ProcessWorld, record: Record) -> None:
    """Updates that wait for an abandoned webhook are all received by polling."""
    people = await world.people(times(25, 100))
    await each(people, lambda one: one.say("/city Казань"))
    await set_webhook(world)
    bot = await world.bot()
    await world.until_quiet()
    await world.stop(bot)
    kept = len({chat for chat, _ in world.sent} & {one.id for one in people})
    record("A8", 1, pending=len(people), kept=kept)
    assert kept == len(people)
    [removed] = [call for call in world.calls if call["method"] == "deleteWebhook"]
    assert "true" not in str(removed["params"].get("drop_pending_updates")).lower()


async def set_webhook(world: ProcessWorld) -> None:
    """Set a webhook that an earlier installation may have left behind."""
    async with session_to(world.server.url) as session:
        await Bot(world.server.token, session=session)(SetWebhook(url="https://127.0.0.1:8443/nowhere"))


async def test_a_token_that_is_revoked(world: ProcessWorld, dice: random.Random, record: Record) -> None:
    """When its token is revoked, the bot ends with a status of its own, after one call at most.

    The updates in hand wait for the next token, and their tries are not counted.
    """
    tries, after, lost = times(2, 20), 0, 0
    for _ in range(tries):
        bot = await world.bot()
        crowd = await Crowd.gather(world)
        seen = len(world.calls) + dice.randrange(ASKING)
        await world.until(lambda: len(world.calls) > seen)  # noqa: B023 - awaited at once
        last = world.calls[-1]["number"]
        await world.sandbox.fault("unauthorized")
        assert await world.fork_server.end(bot) == 3
        refused = await world.sandbox.calls(after=last)
        first = min(call["real"] + call["took"] for call in refused if call["status"] == 401)
        # calls that were in flight at the first refusal do not count
        after = max(after, sum(call["real"] > first + 0.01 for call in refused))
        assert world.log().rstrip().endswith("Telegram does not accept the token. Check BOT_TOKEN.")
        await world.sandbox.clear_faults()
        bot = await world.bot()
        await world.until_quiet()
        await world.stop(bot)
        lost += crowd.answered(world).count(0)
    record("A10", tries, calls_after_the_first_401=after, lost=lost, exit_status=3)
    assert after <= 1
    assert lost == 0


async def test_presses_from_long_ago(world: ProcessWorld, record: Record) -> None:
    """Presses too old for an answer still take effect, and the person is told in the chat."""
    people = await world.people(times(5, 100))
    await each(people, world.press_gone)
    await each(people[:1], lambda one: world.press_gone(one, "no:such:button"))
    for method in ("editMessageText", "sendMessage", "answerCallbackQuery"):
        await world.sandbox.fault("silence", method=method, seconds=300)
    bot = await world.bot()
    await world.until(lambda: not world.pending())
    await world.kill(bot)
    await world.sandbox.clear_faults()
    await world.look()
    world.calls = world.calls[-1:]
    await world.sandbox.advance(200)
    bot = await world.bot()
    await world.until_quiet()
    await world.stop(bot)
    late = [call for call in world.calls if call["method"] == "answerCallbackQuery"]
    told = {chat for chat, _ in world.sent} & {one.id for one in people}
    unhandled = world.rows("SELECT COUNT(*) FROM inbox WHERE state = 'aside'")[0][0]
    record("A11", len(people) + 1, unhandled=unhandled, not_told=len(people) - len(told))
    assert len(late) == len(people) + 1
    assert {call["status"] for call in late} == {400}
    assert any("Эта кнопка устарела" in text for (chat, text) in world.sent if chat == people[0].id)
    assert (unhandled, len(told)) == (0, len(people))


async def test_a_backlog_after_a_long_night(world: ProcessWorld, record: Record) -> None:
    """With thousands of updates at once work and memory are bounded, and chats keep their order."""
    people = await world.people(times(25, 2500))
    questions = ("/help", "/today", "/city Казань", "/privacy")
    for question in questions:
        await each(people, lambda one: one.say(question))  # noqa: B023 - awaited at once
    bot = await world.bot()
    memory, busiest = 0.0, 0

    def is_done() -> bool:
        nonlocal memory, busiest
        memory = max(memory, bot.memory())
        if world.pending():
            return False
        busiest = max(busiest, in_hand(world))
        return not world.rows("SELECT 1 FROM inbox WHERE state = 'pending' LIMIT 1")

    await world.until(is_done, 600)
    await world.stop(bot)
    order: dict[int, list[str]] = {one.id: [] for one in people}
    for call in world.calls:
        if call["method"] == "sendMessage" and call["status"] == 200:
            order[int(call["params"]["chat_id"])].append(call["params"]["text"])
    starts = ("❓", "☀️", "🏙", "🔒")
    breaks = sum(
        not all(text.startswith(start) for text, start in zip(texts, starts, strict=True))
        for texts in order.values()
    )
    updates = len(people) * len(questions)
    record("A12", updates, peak_in_hand=busiest, memory=f"{memory:.0f} MiB", order_breaks=breaks)
    assert busiest <= AT_ONCE
    assert breaks == 0
    assert memory <= 150
