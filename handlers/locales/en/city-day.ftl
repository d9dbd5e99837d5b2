# A city's day, named by the secretariat.

named-day-title = 🏙 <b>{ $city }: city day</b>
named-day-known = Now: { $date }
named-day-wanted = Will be: <b>{ $date }</b>
named-day-confirm = Confirm this date? It will no longer be called approximate.
named-day-will-tell = Everybody concerned will be told that it has moved.
named-day-will-tell-set = Everybody concerned will be told the confirmed date.
named-day-button-confirm = ✅ Confirm
named-day-button-set = ✅ Set
named-day-button-leave = ← Leave it
named-day-button-card = 🏙 The city’s card
named-day-set = ✅ { $city }: the city day is { $date }
named-day-owners-only = The secretariat is in charge of the city days.
named-day-private-only = The day of a city is changed in your private chat with the bot: send the same command there.
named-day-usage = Name the city and the date: <code>/cityday Казань 29 августа 2027</code>. Without a date the one that is known is confirmed.
named-day-unclear = It takes a day or several days in a row, such as “29 августа” or “5–6 сентября 2027”. Not understood: “{ $text }”.
named-day-over = These days have passed.
named-day-none = { $city }: no date is known, so there is nothing to confirm. Name it after the city.
