# Факты дня на первом экране: ближайшее, юбилеи года, свой город.

highlights-coming = 📅 <b>Ближайшее</b>
highlights-line = { $mark } { $when } · { $what }
highlights-turns = { $city }, { age }
highlights-jubilee = { $city } — { age }
highlights-jubilees = 🎂 <b>Юбилеи { $year } года:</b> { $cities }{ $more ->
    [0] .
   *[other] { " " }и ещё { $more }.
}
highlights-when = { $until }, { $date }
highlights-age = { $now ->
    [0] исполнится { age }
   *[1] исполняется { age }
}
highlights-city = { $mark } <b>{ $city }</b>: День города { $when }, { $age }.
highlights-city-jubilee = { $mark } <b>{ $city }</b>: День города { $when }, { $age } — юбилей.
highlights-city-ageless = { $mark } <b>{ $city }</b>: День города { $when }.
highlights-city-no-day = 🏙 <b>{ $city }</b>: дата Дня города пока не внесена.
