# The profile of the bot in Telegram: descriptions and command menus.

profile-about = Events, city days and jubilees of the Assembly. Reminders ahead, a weekly bulletin.
profile-description = The bot of the International Assembly of Capitals and Cities.

    See what is coming, when your city has its day and how old it will be; subscribe to reminders of events, city days and jubilees, and to the weekly bulletin.
command-upcoming = What is coming
command-today = What is on today
command-city = A city’s day: /city Kazan
command-cities = All cities
command-plan = The plan of the year
command-subscribe = My subscriptions
command-settings = Hour, zone, language, lead times
command-bulletin = The last bulletin
command-help = Help
command-privacy = What the bot keeps about you
command-stop = Unsubscribe from everything
