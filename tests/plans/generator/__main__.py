"""A tool: reads random plans and prints what became of each value.

`python -m tests.plans.generator [HOW MANY]`. It ends with 1 where a value was silently wrong or a row was
lost without a warning.
"""

import sys

from data.calendar.city_search.lookup import CityIndex
from data.store.content import shipped_catalogue
from tests.plans.generator.measuring import measure

MANY = 2_000


def main() -> None:
    """Measure as many plans as the command line says, 2,000 by default."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    judgement = measure(range(many), CityIndex(shipped_catalogue()))
    sys.stdout.write(f"{many} plans: {judgement.figures}\n")
    sys.stdout.writelines(f"{fault}\n" for fault in judgement.faults)
    sys.exit(bool(judgement.faults))


if __name__ == "__main__":
    main()
