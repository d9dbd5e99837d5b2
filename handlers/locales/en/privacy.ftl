# The data stored about a chat.

privacy = 🔒 <b>Your data</b>

    What is kept, and for how long:
    • the number of the chat, its settings, subscriptions and muted reminders: until you delete them;
    • notes of which notices have been sent: { $notices ->
        [one] one day
       *[other] { $notices } days
    } after a notice is out of date;
    • a question the bot awaits an answer to, and the number of the person asked: up to two hours;
    • your message as Telegram sent it: until it is answered, and up to an hour longer in the database’s own log; if a fault of ours kept it from being answered, { $aside ->
        [one] one day
       *[other] { $aside } days
    }, to mend the fault;
    • the numbers of your message and of the answer to it: { $answers ->
        [one] one day
       *[other] { $answers } days
    }, so that the answer is corrected when you correct the message;
    • the number of an editor beside each of their changes: for good.

    Nothing else: the bot collects no names, phone numbers or conversations. The data is needed to remind you in time and not twice, and is given to nobody. “Delete everything” erases it at once, from the database’s working files too; only the numbers of editors beside their changes stay.
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
