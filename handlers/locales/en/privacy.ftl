# The data stored about a chat.

privacy-title = 🔒 <b>Your data</b>
privacy-folded = <blockquote expandable>{ $terms }</blockquote>
privacy-terms =
    What is stored, and for how long:
    • the number of the chat, its city and settings, whether we can write there, subscriptions and muted reminders: until you delete them;
    • records of which notices have been sent: { $notices ->
        [one] one day
       *[other] { $notices } days
    } after a notice is out of date;
    • the label of the link by which you first came, if it had one: until you delete it;
    • a question that awaits your answer, and the number of the person asked: up to two hours;
    • your message as Telegram sent it: until it is answered, and up to an hour longer in the database’s own log; if an error of ours prevented the answer, { $aside ->
        [one] one day
       *[other] { $aside } days
    }, to fix the error;
    • the numbers of your message and of the answer to it: { $answers ->
        [one] one day
       *[other] { $answers } days
    }, so that the answer is corrected when you correct the message;
    • if you write to the secretariat: the name you have in Telegram, and the numbers of the messages: { $feedback ->
        [one] one day
       *[other] { $feedback } days
    } after the last one. The message itself is copied to the secretariat by Telegram, we do not have it. If the secretariat no longer accepts your messages, a note of that: until it accepts them again.

    If you work in the secretariat, also:
    • your name, rights and command menu: while you are an editor;
    • a plan document you sent: { $documents ->
        [one] one day
       *[other] { $documents } days
    } if it is not applied, or together with the plan if it is;
    • an edit of an event that you saw and did not approve: { $drafts ->
        [one] one day
       *[other] { $drafts } days
    };
    • your number and name beside each of your changes: for good; the name goes when you delete your data.

    Nothing else: no phone numbers, and no messages beyond the times above. The data is needed to remind you in time and only once, and is not passed on to anyone. “Delete everything” erases it at once, from the database’s working files too; only the numbers of editors beside their changes remain, and what the secretariat has already received from you in Telegram. Backups of the database made before are kept for up to a year, and those made before an upgrade of the bot until three more upgrades; they are used only after a breakdown.
privacy-known = { $chat ->
    [private] What is stored about you:
   *[group] What is stored about this chat:
}
privacy-language = Language: English
privacy-hour = Hour: { settings-hour-button }
privacy-city = My city: { $city ->
    [none] not set
   *[other] { $city }
}
privacy-topics = Subscriptions: { $names }
privacy-cities = Cities: { $names }
privacy-events = Events: { $names }
privacy-leads = When to remind ({ $topic }): { $leads }
privacy-greetings = Greetings on the day itself: { $on ->
    [1] yes
   *[other] no
}
privacy-muted = Muted reminders: { $count ->
    [0] none
   *[other] { $count }
}
privacy-source = Label of the link you came by: { $source }
privacy-sent = Records of notices: { $count ->
    [0] none
   *[other] { $count }
}
privacy-since = With us since { $date }
privacy-number = Chat number: { $number }
privacy-none = none
privacy-more = { $names } and { $count } more
privacy-file = Everything stored about this chat, in one file.
privacy-file-name = mag-bot-my-data.json
privacy-delete-sure = <b>Delete everything about this chat?</b>
    Settings and subscriptions will be lost and notices will stop. This cannot be undone.
privacy-deleted = Done: nothing is stored about this chat any more. If you write again, we start from a clean slate.
button-kept = 👁 Show
button-export = 📎 Get as a file
button-delete = 🗑 Delete everything
button-delete-sure = 🗑 Yes, delete everything
button-keep = ‹ No, keep it
