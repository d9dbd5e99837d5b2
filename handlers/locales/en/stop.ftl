# Stopping all notices, resuming them, and the greeting of a group.

# Words that mean /stop in a private chat, in lower case, separated by “|”.
stop-words = stop|unsubscribe|unsubscribe me|stop it|enough|quit

stop-ask = ⛔ <b>Stop all reminders?</b>
    No reminders will come, no news of new dates and cancellations, no bulletin. Your subscriptions and settings stay: one press brings everything back.
stop-button-sure = ⛔ Yes, stop
stop-button-pause = ⏸ Rather a pause
stop-button-subscriptions = 🔔 Choose what to keep
stop-done = ⛔ <b>Done: nothing more will be sent.</b>
    Your subscriptions and settings are kept. To bring everything back, press the button below. To delete the data altogether: /privacy.
stop-button-undo = ↩️ Bring everything back
stop-undone = 🔔 <b>Reminders are on again.</b>
    Subscriptions and settings are as before.

membership-hello = 👋 Hello! This is the bot of the International Assembly of Capitals and Cities (MAG).
    It can remind this group of the Assembly’s events and of the days and jubilees of cities. Until something is chosen, it keeps silent.
    For administrators: topics and cities — /subscribe; hour, time zone and language — /settings. Reminders come in the topic in which you send the command.
    For everybody: /upcoming — what is ahead; /city Kazan — a city’s card.
membership-button-topics = 🔔 Choose topics
membership-button-settings = ⚙️ Settings
