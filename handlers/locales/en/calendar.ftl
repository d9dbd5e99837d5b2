# Calendar files.

calendar-name = MAG
calendar-city-summary = { $city }: { $what }
calendar-window-summary = { $title } (exact day not set)
