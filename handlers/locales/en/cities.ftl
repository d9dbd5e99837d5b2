# Cities.

city-guessed = Showing: { $city }
city-title = 🏙 <b>{ $city }</b>
city-plan-spelling = In the plan: { $spelling }
city-note = ℹ️ { $note }
city-is-capital = capital
city-is-member = member of the Assembly
city-day = { $mark } <b>{ $when }</b> — { $until }
city-celebrates = { $kind ->
    [jubilee] Round anniversary:
    [both] City Day and a round anniversary:
   *[day] City Day:
} { $now ->
    [0] the city turns { GROUPED($age) }
   *[1] the city turns { GROUPED($age) } today
}.
city-celebrates-ageless = City Day.
city-no-day = The date of the City Day has not been entered yet.
city-no-day-yet = The date of the City Day has not been entered yet. Followers of the city will be told once it is.
city-age = In { $year } the city turns { GROUPED($age) }{ $jubilee ->
    [0] .
   *[1] , a round anniversary.
}
city-next-jubilee = Next round anniversary: the { ordinal }, { $until }, in { $year }.
city-calculated = ≈ means approximate: there is no plan for { $year } yet, so the date is calculated and may move.
city-not-in-plan = ≈ means approximate: the plan for { $year } does not list this City Day, so the date is calculated and may move.
city-day-window = The city sets the exact day each year. Followers of the city will be told as soon as it is known.
city-festivities = 🎉 Festivities: { $date }
city-event = { $mark } <b>{ $when }</b> · { $title }
city-event-cancelled = { $mark } <b>{ $when }</b> · <s>{ $title }</s> ❌ cancelled
city-event-moved = { city-event } 🔁 moved to another date
city-more-events = And { $count ->
    [one] { $count } more event
   *[other] { $count } more events
}.
city-past = <blockquote expandable><b>Past</b>
    { $rows }</blockquote>
city-past-day = { $mark } <b>{ $date }</b> · { $what }
city-events = <b>Events { $city }</b>
city-mentioned = <b>Events that name the city</b>
city-events-title = 📍 <b>Events { $city }</b>
city-no-events = The known plans have no events in this city.
city-is-followed = 🔔 We remind you of the City Day and of everything that takes place { $city }.
city-is-followed-without-day = 🔔 We remind you of everything that takes place { $city }. Once the date of the City Day is known, we will tell you.
city-ask = Which city would you like to see? Write its name. Typos and Russian names are fine: “kazn”, “Казань”, “в Казани”.
city-ask-group = Which city would you like to see? Reply to this message with its name. Typos and Russian names are fine: “kazn”, “Казань”, “в Казани”.
city-which = Which city do you mean?
city-which-one = Do you mean this city?
city-several = You have named several cities. Which one would you like to see?
city-territory = 🗺 <b>{ $name }</b>: { $count ->
    [one] { $count } city
   *[other] { $count } cities
} in the list.
city-unknown = There is no city “{ $query }” in the list. Similar names:
city-unknown-and-none-near = There is no such city in the list: “{ $query }”.
city-gone = This city is no longer in the list. All cities: /cities.
city-has-no-day = The date of this City Day has not been entered yet, so there is nothing to add to a calendar.
city-file-caption = 📎 Open the file to add the City Day to your calendar.
city-file-caption-approximate = 📎 Open the file to add the City Day to your calendar. The date is approximate.
city-file-caption-window = 📎 Open the file to add all the days on one of which the city celebrates. The exact day has not been set yet.
cities-title = 🏙 <b>Cities</b>
    { $count ->
        [one] There is { $count } city
       *[other] There are { $count } cities
    } in the list. Write a name or choose a group.
cities-letter = <b>{ $letter }</b> · { $names }
cities-name = { $city }
cities-member = { $city } ✦
cities-legend = ✦ marks a member of the Assembly.
cities-none = There are no such cities yet.
cities-group = { $group ->
    [jub] 🎂 <b>Round anniversaries of { $year }</b>
    [day] 📅 <b>Known City Days</b>, by date
    [land] 🌍 <b>{ $country }</b>
   *[all] 🏙 <b>All cities</b>, by name
}: { $count }
cities-row = { $number }. <b>{ $city }</b> · { $when }
cities-row-aged = { $row } · { $jubilee ->
    [0] turns { GROUPED($age) }
   *[1] { anniversary }
}
cities-no-date = no date yet
cities-page = Page { $page } of { $pages }
cities-countries = 🌍 <b>Countries</b>
cities-country = { $number }. { $country } — { $count ->
    [one] { $count } city
   *[other] { $count } cities
}
cities-button-own = 🏠 My city: { $city }
cities-button-no-own = 🏠 My city
cities-button-jubilees = 🎂 Anniversaries { $year } · { $count }
cities-button-dated = 📅 Known days · { $count }
cities-button-all = 🔤 All A–Z
cities-button-countries = 🌍 Countries
cities-button-letters = { $first }–{ $last }
cities-button-groups = 🏙 Cities
button-city-events = 📍 Events here
button-city-more = More…
button-city-unfollow = ✅ Reminders on · turn off
button-city-day = ✏️ Set the day
button-all-cities = 🏙 All cities
