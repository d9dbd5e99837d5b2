# A city's day, named by the secretariat.

named-day-title = 🏙 <b>{ $city }: City Day</b>
named-day-ask = 🏙 <b>{ $city }</b>: write the day or the days of the celebration, for example “29 August” or “5–6 September 2027”. Changed your mind? /cancel
named-day-known = Now: { $date }
named-day-known-approximate = Now: { $date } (approximate)
named-day-wanted = New date: <b>{ $date }</b>
named-day-confirm = Confirm this date? It will no longer be marked as approximate.
named-day-confirm-exact = Confirm this date?
named-day-will-tell = Everyone concerned will be notified that it has moved.
named-day-will-tell-set = Everyone concerned will be notified of the date.
named-day-will-tell-first = Followers of the city will be notified of the date.
named-day-readers = { $count ->
    [0] There are no such subscribers at present
    [one] At present this is { $count } subscriber
   *[other] At present this is { $count } subscribers
}.
named-day-button-silent = 🔇 Set silently
named-day-button-confirm = ✅ Confirm
named-day-button-set = ✅ Set
named-day-button-leave = ← Leave as it is
named-day-button-card = 🏙 The city’s card
named-day-set = ✅ { $city }: City Day is { $date }
named-day-outrun = The date has changed in the meantime. Please check again.
named-day-usage = Write the city and the date: <code>/cityday Kazan 29 August 2027</code>. Without a date the command confirms the one already known.
named-day-unclear = Please give a day or several days in a row, such as “29 August” or “5–6 September 2027”. This could not be read: “{ $text }”.
named-day-impossible = There is no such day: “{ $text }”. Please give a day or several days in a row, such as “29 August” or “5–6 September 2027”.
named-day-over = These days have passed.
named-day-none = { $city }: the date has not been entered yet, so there is nothing to confirm. Write the date after the name of the city.
