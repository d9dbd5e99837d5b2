"""Who writes more than anybody could be answered."""

from datetime import UTC, datetime, timedelta

from bot.floods import _SWEEP_AT, Admission, Floods

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def admitted(floods: Floods, lane: str, at: datetime, how_many: int) -> list[Admission]:
    """What becomes of so many updates that come at once."""
    return [floods.admit(lane, at) for _ in range(how_many)]


def test_a_burst_is_taken_then_one_word_then_silence() -> None:
    """Five at once are taken, the sixth is told, the rest is passed over; nobody else notices."""
    floods = Floods(burst=5)
    assert admitted(floods, "11", NOON, 8) == [
        *[Admission.TAKEN] * 5,
        Admission.TOLD,
        *[Admission.PASSED] * 2,
    ]
    assert admitted(floods, "12", NOON, 5) == [Admission.TAKEN] * 5


def test_the_allowance_grows_as_fast_as_answers_may_be_given() -> None:
    """Under a lasting flood one update a second is taken, and nothing is said a second time."""
    floods = Floods(burst=5)
    admitted(floods, "11", NOON, 6)
    for second in range(1, 60):
        at = NOON + timedelta(seconds=second)
        assert admitted(floods, "11", at, 3) == [Admission.TAKEN, *[Admission.PASSED] * 2]


def test_after_a_pause_everything_is_as_before() -> None:
    """Whoever has been quiet long enough has the whole burst again, and is told of the next flood."""
    floods = Floods(burst=5)
    first = admitted(floods, "11", NOON, 8)
    assert admitted(floods, "11", NOON + timedelta(seconds=5), 8) == first


def test_a_clock_put_back_takes_nothing_away() -> None:
    """What was left is still left."""
    floods = Floods(burst=5)
    admitted(floods, "11", NOON, 3)
    assert admitted(floods, "11", NOON - timedelta(hours=1), 2) == [Admission.TAKEN] * 2


def test_those_at_rest_are_forgotten() -> None:
    """However many have written, only those who wrote just now are remembered; a flooder is not let off."""
    floods = Floods(burst=5)
    for number in range(_SWEEP_AT - 1):
        floods.admit(str(number), NOON)
    later = NOON + timedelta(seconds=9)
    admitted(floods, "flooder", later, 9)
    floods.admit("one more", later)
    assert len(floods._lanes) == 2
    assert floods.admit("flooder", later) is Admission.PASSED
