# The first screen, the help, one-tap subscriptions.

start-hello = 👋 <b>Hello!</b> Here you will find the events, City Days and round anniversaries of the International Assembly of Capitals and Cities (MAG).
start-rules = We send nothing unasked. To leave — /stop, help — /help.
start-ask-city = 🏠 <b>Which city is yours?</b> Choose it, name it or share your location.
button-city-of-chat = 🏙 City of this chat
button-my-city = 🏙 My city
button-jubilees-of-year = 🎂 Anniversaries { $year }
button-plan-of-year = 📘 Plan { $year }
button-settings = ⚙️ Settings
button-help = ❓ Help
button-privacy = 🔒 My data
button-follow-jubilees = 🎂 Remind me of round anniversaries
button-stop-jubilees = ✅ Anniversaries · turn off
button-follow-bulletin = 📰 Weekly bulletin
button-stop-bulletin = ✅ Bulletin · turn off
follow-on-jubilees = 🎂 <b>Done.</b> We will remind you of round anniversaries of cities.
follow-off-jubilees = We will no longer remind you of round anniversaries.
follow-on-bulletin = 📰 <b>Done.</b> The bulletin will come at most once a week, when there is something to report.
follow-off-bulletin = The bulletin will no longer come.
topic-about-jubilees = 🎂 <b>Round anniversaries of the Assembly’s cities</b>
    We will remind you of each one a month and a day before, unless you choose other times. The dates in the plans are approximate.
topic-about-bulletin = 📰 <b>The Assembly’s electronic bulletin</b>
    Once a week: this week and the next, the round anniversaries ahead, and the Assembly’s news.
follow-toast-on = Done, we will remind you.
follow-toast-off = No more reminders.
unknown-command = There is no such command. All commands are in the help.
not-a-text = We can read only text and buttons so far. Write the name of a city or open the help.
link-gone = This link is out of date: what it led to is no longer there.
stale-button = This button is out of date. Send /start to open everything again.
help = ❓ <b>Help</b>

    /upcoming September — what is coming, a month or a year
    /today tomorrow — what is on today or on another day
    /plan 2020 — the plan of a year
    /find forum — search events by words
    /year 2027 — the year as a picture
    /map 2027 — map of anniversaries
    /event 12 — an event by its number in the plan
    /city Kazan — City Day, age, round anniversary
    /cities — all cities
    /bulletin — the last issue of the bulletin
    /subscribe — what you are subscribed to
    /settings — when and how often to remind you
    /channel — posts in your channel
    /privacy — what is stored about you
    /feedback — write to the secretariat
    /cancel — cancel the current question
    /stop — unsubscribe from everything

    You can ask without a command too: “what’s on in September”, “how old is Minsk”, “Vladivostok”.
    Dates of City Days are approximate in the plans. Titles and organisers are shown in Russian, as in the plan.
cancel-done = Cancelled.
cancel-nothing = There is nothing to cancel.
