"""A chat that sends too many updates gets one warning, and further updates are ignored."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.updates.flood_control import _SWEEP_AT, Admission, FloodControl

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def admitted(floods: FloodControl, lane: str, at: datetime, how_many: int) -> list[Admission]:
    """Return the admission of each of `how_many` updates that arrive at once."""
    return [floods.admit(lane, at) for _ in range(how_many)]


def test_updates_after_the_burst_get_one_warning() -> None:
    """Five updates at once are taken, the sixth gets a warning, the rest is ignored. Other chats are not."""
    floods = FloodControl(burst=5)
    assert admitted(floods, "11", NOON, 8) == [
        *[Admission.TAKEN] * 5,
        Admission.WARNED,
        *[Admission.PASSED] * 2,
    ]
    assert admitted(floods, "12", NOON, 5) == [Admission.TAKEN] * 5


def test_allowance_grows_by_one_a_second() -> None:
    """Under a lasting flood one update a second is taken, and nothing is said a second time."""
    floods = FloodControl(burst=5)
    admitted(floods, "11", NOON, 6)
    for second in range(1, 60):
        at = NOON + timedelta(seconds=second)
        assert admitted(floods, "11", at, 3) == [Admission.TAKEN, *[Admission.PASSED] * 2]


def test_allowance_is_full_again_after_a_pause() -> None:
    """A chat that was quiet long enough has the whole burst again, and is warned at its next flood."""
    floods = FloodControl(burst=5)
    first = admitted(floods, "11", NOON, 8)
    assert admitted(floods, "11", NOON + timedelta(seconds=5), 8) == first


def test_updates_written_in_their_time_are_no_flood() -> None:
    """Questions of a night that arrive at once are all taken, and a flood of a night is still a flood."""
    calm, flood = FloodControl(burst=5), FloodControl(burst=5)
    night = [NOON - timedelta(seconds=2 * number) for number in range(600, 0, -1)]
    assert {calm.admit("11", NOON, sent) for sent in night} == {Admission.TAKEN}
    taken = [flood.admit("11", NOON, sent) for sent in night for _ in range(10)]
    assert taken.count(Admission.TAKEN) == 5 + 2 * 599
    assert taken.count(Admission.WARNED) == 1


@pytest.mark.parametrize(
    "sent", [NOON - timedelta(days=2), NOON + timedelta(days=2), NOON - timedelta(hours=25)]
)
def test_impossible_date_counts_as_now(sent: datetime) -> None:
    """An update with an impossible date counts at its arrival."""
    floods = FloodControl(burst=5)
    taken = [floods.admit("11", NOON + timedelta(seconds=number), sent) for number in range(60)]
    assert set(taken) == {Admission.TAKEN}
    assert [floods.admit("12", NOON, sent) for _ in range(8)].count(Admission.TAKEN) == 5


def test_one_second_refills_the_allowance_once() -> None:
    """Messages carry whole seconds and presses none: who mixes them has no more than who does not."""
    floods = FloodControl(burst=5)
    taken = 0
    for tenth in range(600):
        now = NOON + timedelta(seconds=tenth / 10)
        for sent in (now.replace(microsecond=0), None):
            taken += floods.admit("11", now, sent) is Admission.TAKEN
    assert taken <= 5 + 60


def test_clock_set_back_takes_no_allowance() -> None:
    """The allowance stays as it was."""
    floods = FloodControl(burst=5)
    admitted(floods, "11", NOON, 3)
    assert admitted(floods, "11", NOON - timedelta(hours=1), 2) == [Admission.TAKEN] * 2


def test_full_allowances_are_forgotten() -> None:
    """Only chats that wrote just now are kept in memory, and a flooding chat is not forgotten."""
    floods = FloodControl(burst=5)
    for number in range(_SWEEP_AT - 1):
        floods.admit(str(number), NOON)
    later = NOON + timedelta(seconds=9)
    admitted(floods, "flooder", later, 9)
    floods.admit("one more", later)
    assert floods.remembered == 2
    assert floods.admit("flooder", later) is Admission.PASSED
