"""A tool: `python -m tests.haste FACTOR run …` runs `mag-bot run …` with shorter waits.

Each wait of the leadership is divided by FACTOR. Otherwise each of the many processes that tests
start would wait six seconds before it sends.
"""

import sys

from bot import leadership
from bot.__main__ import run_command


def make_haste(factor: float) -> None:
    """Divide every wait of this process for the leadership by the factor."""
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
