# The first screen, the help, one-tap subscriptions.

start = 👋 <b>Hello!</b> This is the bot of the International Assembly of Capitals and Cities (MAG).

    Find out which events of the Assembly lie ahead, when the day of your city is and how old it will be. We remind you of what you choose: a week and a day before, of jubilees a month and a day before. Lead times and the hour are easily changed in the settings.

    We send nothing that you did not subscribe to. To stop everything: /stop. All commands: /help.
button-my-city = 🏙 My city
button-settings = ⚙️ Settings
button-help = ❓ Help
button-privacy = 🔒 My data
button-follow-jubilees = 🎂 Remind me of jubilees
button-stop-jubilees = ✅ Reminding of jubilees. Turn off
button-follow-bulletin = 📰 Weekly bulletin
button-stop-bulletin = ✅ The bulletin is coming. Turn off
follow-on-jubilees = 🎂 <b>Done.</b> We will remind you of the jubilees of cities.
follow-off-jubilees = We no longer remind you of jubilees.
follow-on-bulletin = 📰 <b>Done.</b> The bulletin will come once a week.
follow-off-bulletin = The bulletin will no longer come.
topic-about-jubilees = 🎂 <b>Jubilees of the Assembly’s cities</b>
    We remind you of every jubilee 30 days and one day before it. The dates of city days are approximate.
topic-about-bulletin = 📰 <b>The Assembly’s electronic bulletin</b>
    Once a week: what this week and the next hold, the jubilees ahead, and the Assembly’s news.
follow-toast-on = Done, we will remind you.
follow-toast-off = No more reminders.
unknown-command = There is no such command. All commands are in the help.
not-a-text = The bot understands text and buttons only. Write the name of a city or open the help.
link-gone = This link is out of date: what it led to is no longer there.
stale-button = This button is out of date. Send /start to open everything anew.
help = ❓ <b>What the bot can do</b>

    /upcoming: what is coming
    /today: what is on today
    /plan 2020: the plan of a year
    /event 12: an event by its number in the plan
    /city Kazan: the city’s day, age and jubilee
    /cities: all cities
    /bulletin: the last issue of the bulletin
    /subscribe: what you are subscribed to
    /settings: when and how often to remind you
    /privacy: what we keep about you
    /cancel: drop the bot’s question
    /stop: unsubscribe from everything

    A city’s name works without a command too: “Vladivostok”.
    Dates of city days are approximate in the plans. Titles stand as the plan prints them, in Russian.
cancel-done = All right, never mind the question.
cancel-nothing = There is nothing to cancel: the bot has asked nothing.
