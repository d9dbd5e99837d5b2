# The profile of the bot in Telegram: descriptions and command menus.

profile-about = Events, City Days and round anniversaries of the Assembly’s cities. Reminders and a weekly bulletin.
profile-description = The bot of the International Assembly of Capitals and Cities (MAG).

    See what is coming, when your city has its City Day and how old it will be; subscribe to reminders of events, City Days and round anniversaries, and to the weekly bulletin.
command-upcoming = What is coming
command-today = What is on today
command-city = A City Day: /city Kazan
command-cities = All cities
command-find = Find an event: /find forum
command-plan = The plan of the year
command-year = A year as a picture: /year 2027
command-map = Map of the year’s anniversaries
command-subscribe = My subscriptions
command-settings = Hour, zone, language, when to remind me
command-bulletin = The last bulletin
command-feedback = Write to the secretariat
command-help = Help
command-privacy = What we store about you
command-stop = Unsubscribe from everything
