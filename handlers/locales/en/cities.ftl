# Cities.

city-guessed = Showing: { $city }
city-title = 🏙 <b>{ $city }</b>
city-plan-spelling = In the plan: { $spelling }
city-no-day = The date of the City Day has not been entered yet.
city-age = In { $year } the city turns { GROUPED($age) }.
city-this-year = This year: { $date }, { anniversary }.
city-this-year-ageless = This year: { $date }.
city-next-jubilee = Next round anniversary: the { ordinal }, in { $year }.
city-calculated = ≈ means approximate: there is no plan for { $year } yet, so the date is calculated and may move.
city-not-in-plan = ≈ means approximate: the plan for { $year } does not list this City Day, so the date is calculated and may move.
city-day-window = The city sets the exact day each year. Followers of the city will be told as soon as it is known.
city-festivities = 🎉 Festivities: { $date }
city-events = <b>Events { $city }</b>
city-mentioned = <b>Events that name the city</b>
city-events-title = 📍 <b>Events { $city }</b>
city-no-events = No events in this city are known.
city-is-followed = 🔔 We remind you of the City Day and of everything that takes place { $city }.
city-ask = Which city would you like to see? Write its name. Typos are fine: “kazn”, “Казань”, “в Казани”.
city-ask-group = Which city would you like to see? Reply to this message with its name. Typos are fine: “kazn”, “Казань”, “в Казани”.
city-which = Which city do you mean?
city-which-one = Do you mean this city?
city-unknown = There is no city “{ $query }” in the list. Similar names:
city-unknown-and-none-near = There is no such city in the list: “{ $query }”.
city-gone = This city is no longer in the list. All cities: /cities.
city-has-no-day = The date of this City Day has not been entered yet, so there is nothing to add to a calendar.
city-file-caption = 📎 Open the file to add the City Day to your calendar.
city-file-caption-approximate = 📎 Open the file to add the City Day to your calendar. The date is approximate.
cities-title = 🏙 <b>Cities</b>
    { $count ->
        [one] There is { $count } city
       *[other] There are { $count } cities
    } in the list. Choose one or write its name.
button-city-events = 📍 Events
button-all-cities = 🏙 All cities
