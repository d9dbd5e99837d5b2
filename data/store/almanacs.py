"""Make the almanac in force from the stored plans, and make it anew when a plan has changed."""

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days
from data.calendar.city_search.lookup import CityIndex
from data.store.city_days import CityDays
from data.store.plans import Plans


class AlmanacSource:
    """Holds the almanac in force.

    refresh() notices what this or another process has imported since.
    """

    def __init__(
        self,
        plans: Plans,
        city_days: CityDays,
        cities: CityIndex,
        *,
        jubilee_every: int,
        bulletin_weekday: int,
    ) -> None:
        """Take the catalogue and the settings of the almanac.

        jubilee_every is in years. bulletin_weekday counts from 0, Monday.
        """
        self._plans = plans
        self._city_days = city_days
        self._cities = cities
        self._jubilee_every = jubilee_every
        self._bulletin_weekday = bulletin_weekday
        self._revision = -1
        self._almanac: Almanac | None = None

    @property
    def cities(self) -> CityIndex:
        """Return the catalogue of cities."""
        return self._cities

    def current(self) -> Almanac:
        """Return the almanac of the last refresh. Raises RuntimeError before the first one."""
        if self._almanac is None:
            raise RuntimeError("refresh() comes first")
        return self._almanac

    async def refresh(self) -> Almanac:
        """Return the almanac of the newest revision.

        Costs one small query where nothing has changed.
        """
        revision = await self._plans.revision()
        if self._almanac is None or revision != self._revision:
            plans = await self._plans.load_all()
            named = await self._city_days.all()
            self._almanac = Almanac(
                self._cities,
                plans,
                jubilee_every=self._jubilee_every,
                bulletin_weekday=self._bulletin_weekday,
                set_days={(day.city_id, day.year): on_days(day.start, day.end) for day in named},
                revision=revision,
            )
            # read before the plans were loaded, so a change in between is loaded twice and never missed
            self._revision = revision
        return self._almanac
