"""A tool: `python -m tests.haste FACTOR run …` is `mag-bot run …` whose leadership waits so many times less.

So many real processes as are started here would each wait six seconds before they send.
"""

import sys

from bot import leadership
from bot.__main__ import run_command


def make_haste(factor: float) -> None:
    """Shorten every wait of this process, all of them alike."""
    leadership.UNDISTURBED_SECONDS /= factor
    leadership.WARY_SECONDS /= factor
    leadership.WEBHOOK_CHECK_SECONDS /= factor
    leadership.RETURN_SECONDS /= factor
    leadership.STEADY_SECONDS /= factor
    leadership.ROUND_TRIP_SECONDS /= factor
    leadership.YIELD_SECONDS = tuple(seconds / factor for seconds in leadership.YIELD_SECONDS)


if __name__ == "__main__":
    make_haste(float(sys.argv[1]))
    sys.exit(run_command(sys.argv[2:]))
