"""Durations are counted in cumulative buckets, as Prometheus expects them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.metrics.histogram import ANSWER_BUCKETS, Histogram


def test_duration_at_a_bound_belongs_to_its_bucket() -> None:
    """A duration equal to a bound is in its bucket, and one longer than all bounds is in +Inf."""
    histogram = Histogram((1.0, 5.0))
    for seconds in (0.0, 1.0, 1.1, 5.0, 60.0):
        histogram.observe(seconds)
    assert histogram.buckets() == [("1.0", 2.0), ("5.0", 4.0), ("+Inf", 5.0)]
    assert histogram.sum == 67.1


@given(st.lists(st.floats(min_value=0, max_value=1e6)))
def test_every_duration_is_in_every_bucket_that_is_large_enough(seconds: list[float]) -> None:
    """Compared with counting one by one."""
    histogram = Histogram()
    for one in seconds:
        histogram.observe(one)
    bounds = [*ANSWER_BUCKETS, float("inf")]
    assert [count for _, count in histogram.buckets()] == [
        float(sum(one <= bound for one in seconds)) for bound in bounds
    ]
