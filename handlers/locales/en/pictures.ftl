# Words on pictures, and the captions of pictures.

picture-assembly = IAC
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
picture-approximate = City Days are approximate until the city names them.
picture-map-title = City anniversaries, { $year }
picture-map-more = and { $count ->
    [one] { $count } more city
   *[other] { $count } more cities
}
picture-map-row = { $city } — { $age }
picture-map-none = No anniversaries this year
picture-city-day = City Day
picture-city-jubilee = City anniversary
