"""A tool: thirty people who act at once, and the effects of their actions."""

from bot.sandbox.client.client import Person
from tests.chaos.process_world import ProcessWorld, each

ASKING, PRESSING = 20, 10


class Crowd:
    """The people of one try: twenty ask, ten press a button that subscribes them to jubilees."""

    def __init__(self, asking: list[Person], pressing: list[Person]) -> None:
        self.asking = asking
        self.pressing = pressing

    @classmethod
    async def gather(cls, world: ProcessWorld) -> "Crowd":
        """Create new people, and let each of them act."""
        crowd = cls(await world.people(ASKING), await world.people(PRESSING))
        await each(crowd.asking, lambda one: one.say("/city Казань"))
        await each(crowd.pressing, world.press_gone)
        return crowd

    def answered(self, world: ProcessWorld) -> list[int]:
        """Return how many answers each person who asked has got."""
        return [
            sum(count for (chat, text), count in world.sent.items() if chat == one.id and "Казань" in text)
            for one in self.asking
        ]

    def following(self, world: ProcessWorld) -> int:
        """Return how many of the people who pressed are subscribed to jubilees now."""
        rows = world.rows("SELECT chat_id FROM subscriptions WHERE topic = 'jubilees'")
        return len({chat for (chat,) in rows} & {one.id for one in self.pressing})


def in_hand(world: ProcessWorld) -> int:
    """Return how many updates a process had begun and not finished when it ended."""
    [(count,)] = world.rows("SELECT COUNT(*) FROM inbox WHERE state = 'pending' AND attempts > 0")
    return int(count)
