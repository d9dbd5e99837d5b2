# Chats that took no messages for a while.

reopening-refused = ⚠️ Since { $time } on { $date } Telegram has not accepted our messages to this chat. Please check that the bot may write here. What is not out of date by then will come by itself.
reopening-over = ✅ <b>We can write here again.</b>
    From { $time } on { $date } Telegram did not accept our messages to this chat. What is not out of date comes now; for the rest see /upcoming.
promise-stopped = But everything is stopped: reminders will come when you turn them on again in /settings.
promise-refused = But Telegram does not let us write here at present: reminders will come when the bot may.
