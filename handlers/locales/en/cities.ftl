# Cities.

city-guessed = Showing: { $city }
city-title = 🏙 <b>{ $city }</b>
city-plan-spelling = In the plan: { $spelling }
city-no-day = The city’s day is not known to us yet.
city-age = In { $year } the city turns { $age } old.
city-day-over = This year’s celebration has passed.
city-next-time = Next time:
city-next-jubilee = Next jubilee: { $year }, { $age }.
city-calculated = There is no plan for { $year } yet, so the date is calculated and may move.
city-not-in-plan = This year’s plan does not name the city’s day, so the bot calculated the date.
city-day-window = The exact day is set every year. Once it is known, the bot tells it to the followers of the city.
city-festivities = 🎉 Festivities: { $date }, approximate
city-events = <b>Events { $city }</b>
city-mentioned = <b>The title names the city</b>
city-events-title = 📍 <b>Events { $city }</b>
city-no-events = The plans we know hold no events in this city.
city-is-followed = 🔔 We remind you of the city’s day and of everything that happens { $city }.
city-ask = Which city shall I show? Write its name, for example: Kazan. Typing mistakes do no harm.
city-ask-group = Which city shall I show? Reply to this message with its name, for example: Kazan. Typing mistakes do no harm.
city-which = Which city do you mean?
city-which-one = Do you mean this city?
city-unknown = The catalogue has no city “{ $query }”. Similar names:
city-unknown-and-none-near = The catalogue has no city “{ $query }” and no name like it. All cities: /cities. What else the bot can do: /help.
city-gone = The catalogue no longer has this city. All cities: /cities.
city-has-no-day = The day of this city is not known yet, so there is nothing to put into a calendar.
city-file-caption = 📎 Open the file to put the city’s day into your calendar.
city-file-caption-approximate = 📎 Open the file to put the city’s day into your calendar. The date is approximate.
cities-title = 🏙 <b>Cities</b>
    The catalogue has { $count ->
        [one] { $count } city
       *[other] { $count } cities
    }. Choose one or write its name.
button-city-events = 📍 Events
button-all-cities = 🏙 All cities
