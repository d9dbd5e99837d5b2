# Facts of the day on the first screen: what is next, the anniversaries of the year, the chat's own city.

highlights-coming = 📅 <b>Coming up</b>
highlights-line = { $mark } { $when } · { $what }
highlights-turns = { $city } turns { GROUPED($age) }
highlights-jubilee = { $city } ({ GROUPED($age) })
highlights-jubilees = 🎂 <b>Round anniversaries of { $year }:</b> { $cities }{ $more ->
    [0] .
   *[other] { " " }and { $more } more.
}
highlights-when = { $until }, { $date }
highlights-age = { $now ->
    [0] will turn { GROUPED($age) }
   *[1] turns { GROUPED($age) }
}
highlights-city = { $mark } <b>{ $city }</b>: City Day { $when }; the city { $age }.
highlights-city-jubilee = { $mark } <b>{ $city }</b>: City Day { $when }; the city { $age }, a round anniversary.
highlights-city-ageless = { $mark } <b>{ $city }</b>: City Day { $when }.
highlights-city-no-day = 🏙 <b>{ $city }</b>: the date of its City Day has not been entered yet.
