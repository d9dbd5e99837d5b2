# A city's day, named by the secretariat.

city-day-title = 🏙 <b>{ $city }: city day</b>
city-day-known = Now: { $date }
city-day-wanted = Will be: <b>{ $date }</b>
city-day-confirm = Confirm this date? It will no longer be called approximate.
city-day-will-tell = Everybody concerned will be told that it has moved.
city-day-button-confirm = ✅ Confirm
city-day-button-set = ✅ Set
city-day-button-leave = ← Leave it
city-day-button-card = 🏙 The city’s card
city-day-set = ✅ { $city }: the city day is { $date }
city-day-owners-only = The secretariat is in charge of the city days.
city-day-usage = Name the city and the date: <code>/cityday Казань 29 августа 2027</code>. Without a date the one that is known is confirmed.
city-day-unclear = It takes a day or several days in a row, such as “29 августа” or “5–6 сентября 2027”. Not understood: “{ $text }”.
city-day-over = These days have passed.
city-day-none = { $city }: no date is known, so there is nothing to confirm. Name it after the city.
