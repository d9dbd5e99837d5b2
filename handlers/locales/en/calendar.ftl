# Calendar files.

calendar-name = MAG
calendar-city-summary = { $city }: { $what }
