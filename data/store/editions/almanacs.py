"""Make the almanac in force from the stored plans, and make it anew when a plan has changed."""

from collections.abc import Mapping
from dataclasses import replace

from data.calendar.almanac import Almanac
from data.calendar.anniversaries import on_days
from data.calendar.city_search.lookup import CityIndex
from data.store.editions.city_days import CityDays
from data.store.editions.city_remarks import CityRemarks
from data.store.editions.plans import Plans


class AlmanacSource:
    """Holds the almanac in force.

    refresh() notices what this or another process has imported since.
    """

    def __init__(
        self,
        plans: Plans,
        city_days: CityDays,
        cities: CityIndex,
        remarks: CityRemarks | None = None,
        *,
        jubilee_every: int,
        bulletin_weekday: int,
    ) -> None:
        """Take the catalogue and the settings of the almanac.

        jubilee_every is in years. bulletin_weekday counts from 0, Monday.
        """
        self._plans = plans
        self._city_days = city_days
        self._shipped = self._cities = cities
        self._remarks = remarks
        self._said: tuple[Mapping[str, tuple[str, ...]], Mapping[str, str]] = ({}, {})
        self._jubilee_every = jubilee_every
        self._bulletin_weekday = bulletin_weekday
        self._revision = -1
        self._almanac: Almanac | None = None

    @property
    def cities(self) -> CityIndex:
        """Return the catalogue of cities, with what editors have added."""
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
            await self._read_remarks()
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

    async def _read_remarks(self) -> None:
        """Make the catalogue anew if editors have changed names or notes of cities."""
        if self._remarks is None:
            return
        said = await self._remarks.names(), await self._remarks.notes()
        if said == self._said:
            return
        (names, notes), self._said = said, said
        self._cities = CityIndex(
            replace(city, alt=(*city.alt, *names.get(city.id, ())), note=notes.get(city.id, ""))
            for city in self._shipped.all
        )
