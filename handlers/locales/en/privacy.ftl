# What is kept about a chat.

privacy = 🔒 <b>Your data</b>

    The bot keeps only the number of the chat, its settings (language, time zone, hour and frequency of reminders), your subscriptions, a question the bot awaits an answer to, and notes of which notices have been sent. No names, phone numbers or conversations are in the database: a message received is erased soon after the answer. For two days the bot remembers the numbers of the message and of its answer: when you correct the question, the answer is corrected too.

    This is needed to remind you in time and not twice. The data is kept as long as you use the bot, is given to nobody and is deleted whenever you ask.
privacy-kept = This is everything kept about this chat:
privacy-raw = { $raw }
privacy-cut = This is the beginning. The file has everything.
privacy-file = Everything kept about this chat, in one file.
privacy-file-name = mag-bot-my-data.json
privacy-delete-sure = <b>Delete everything about this chat?</b>
    Settings and subscriptions will be gone and notices will stop. They cannot be brought back.
privacy-deleted = Done: nothing is kept about this chat any more. If you write to the bot again, it starts from a clean sheet.
button-kept = 👁 Show
button-export = 📎 Get as a file
button-delete = 🗑 Delete everything
button-delete-sure = 🗑 Yes, delete everything
button-keep = ‹ No, keep it
