# Stopping all notices, resuming them, and the greeting of a group.

# Words that mean /stop in a private chat, in lower case, separated by “|”.
stop-words = stop|unsubscribe|unsubscribe me|stop it|enough|quit

stop-ask = ⛔ <b>Stop all reminders?</b>
    No more reminders, no notices of new dates and cancellations, no bulletin. Your subscriptions and settings stay: one tap turns everything on again.
stop-button-sure = ⛔ Yes, stop
stop-button-pause = ⏸ Pause instead
stop-button-subscriptions = 🔔 Choose what to keep
stop-done = ⛔ <b>Done: nothing more will be sent.</b>
    Your subscriptions and settings are kept. To turn everything on again, press the button below. To delete the data altogether: /privacy.
stop-button-undo = ↩️ Turn everything on again
stop-undone = 🔔 <b>Reminders are on again.</b>
    Subscriptions and settings are as before.

membership-hello = 👋 Hello! This is the bot of the International Assembly of Capitals and Cities (MAG).
    We will remind this group of the Assembly’s events and of City Days and round anniversaries. Until something is chosen, we send nothing.
membership-how = For administrators: topics and cities — /subscribe; hour, zone and language — /settings. Reminders will come to the topic where you send the command.
    For everyone: /upcoming — what is ahead; /city Kazan — a city’s card.
membership-button-topics = 🔔 Choose topics
membership-button-settings = ⚙️ Settings
