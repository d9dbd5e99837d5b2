# Words on pictures, and the captions of pictures.

picture-assembly = MAG
picture-year-title = Calendar { $year }
picture-events = Events: { $count ->
    [one] { $count } day
   *[other] { $count } days
}
picture-city-days = City Days: { $count ->
    [one] { $count } day
   *[other] { $count } days
}
picture-jubilees = Anniversaries: { $count ->
    [one] { $count } day
   *[other] { $count } days
}
picture-without-day = no day yet: { $count }
picture-approximate = City Days are approximate until the cities set them.
picture-map-title = City anniversaries, { $year }
picture-map-more = and { $count ->
    [one] { $count } more city
   *[other] { $count } more cities
}
picture-map-row = { $city } — { $age }
picture-map-none = No round anniversaries this year.
picture-card-heading = { $kind ->
    [jubilee] City anniversary
    [age] Age of the city
   *[day] City Day
}
picture-card-year = { $year }
picture-card-founded = Founded in { $year }
picture-card-approximate = The date is approximate
picture-card-window = The city will name the exact day
picture-caption-year = 🗓 <b>{ $year }: days with events</b>
picture-caption-count = { $kind ->
    [event] 🔵 Events
    [jubilee] 🟠 Round anniversaries
   *[city_day] 🟢 City Days
}: { $days ->
    [one] { $days } day
   *[other] { $days } days
}
picture-caption-no-plan = There is no plan for { $year }: events are not shown, City Days are calculated.
picture-caption-windows = Without an exact date yet: { $count }, counted above each month.
picture-caption-map = 🗺 <b>Round anniversaries of cities, { $year }</b>
picture-caption-cities = The map shows { $count ->
    [one] { $count } city
   *[other] { $count } cities
}, the oldest first.
picture-caption-next = Next round anniversary: { $city }, { $date }, { $age }.
picture-caption-age = The city’s age in { $year }: { $age }.
year-not-understood = It is not clear which year that is. Write it as a number, for example: /year { $year }.
map-not-understood = It is not clear which year that is. Write it as a number, for example: /map { $year }.
year-out-of-range = There are pictures from { $first } to { $last }.
city-has-no-card = Neither the day nor the founding year of this city is known yet, so there is no card to draw.
button-year-sheet = 🗓 Year as a picture
button-jubilee-map = 🗺 Anniversary map
button-year-list = 📋 List
button-year-before = ◀ { $year }
button-year-after = { $year } ▶
button-card = 🖼 Card
button-about-city = 🏙 About the city
