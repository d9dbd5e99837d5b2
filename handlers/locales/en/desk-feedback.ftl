# Letters between readers and the secretariat.

feedback-ask = ✉️ <b>Write to the secretariat</b>
    { $reference ->
        [none] { "" }
       *[other] What were you doing when error <code>{ $reference }</code> occurred?{ " " }
    }Send one message: text, a photo, a file or a voice message. We will pass it on with your name, and the answer will come here.
    Changed your mind? /cancel
feedback-taken = ✉️ Your message is on its way to the secretariat. The answer will come here.
feedback-edit-taken = ✉️ The corrected message is on its way to the secretariat, too.
feedback-button-more = ✏️ Add more
feedback-button-write = ✉️ Write to the secretariat
feedback-button-answer = ✉️ Reply to the secretariat
feedback-button-private = ✉️ Open private chat
feedback-in-private = You can write to the secretariat in a private chat: the answer will come there, too.
feedback-muted = The secretariat no longer accepts messages from you here.
feedback-too-many = { $most ->
        [one] Only { $most } message a day is
       *[other] No more than { $most } messages a day are
    } passed on to the secretariat. Please write again tomorrow.
feedback-nowhere = The secretariat does not accept messages here yet.
feedback-not-copyable = Telegram does not allow such a message to be passed on. Please send text, a photo, a file or a voice message.
feedback-not-carried = 😔 This message could not be passed on to the secretariat. Please try sending it again.

feedback-header = ✉️ <b>{ $name }</b> · { $language ->
        [en] English
       *[ru] Russian
    }
feedback-about-fault = About error <code>{ $reference }</code>
feedback-about-issue = In reply to the bulletin
feedback-about-announcement = In reply to an announcement
feedback-about-edit = Corrected message
feedback-state = { $state ->
        [answered] ✅ Answered
        [closed] ☑️ Closed
       *[open] Reply to this message or to the next one, and the reader will get your answer.
    }
feedback-state-muted = 🔇 New messages are not accepted
feedback-button-close = ☑️ Close
feedback-button-open = ↩️ Reopen
feedback-button-mute = 🔇 Mute
feedback-button-hear = 🔔 Unmute
feedback-toast-close = Closed. If the reader writes again, the conversation will reopen.
feedback-toast-open = Open again.
feedback-toast-mute = New messages from this reader are no longer accepted.
feedback-toast-hear = Messages from this reader are accepted again.
feedback-answer-taken = ✅ Sending the answer: { $name }
feedback-answer-edited = ✅ Answer corrected: { $name }
feedback-not-delivered = ⚠️ Answer not delivered: { $name }. { $reason ->
        [blocked] The reader has blocked the bot.
        [gone] This chat no longer exists.
        [deleted] The message was deleted before it could be passed on.
        [kind] Telegram does not allow a message of this kind to be passed on.
        [unknown] Telegram did not respond, so it is not known whether the message has arrived.
       *[other] Telegram did not accept it.
    }
feedback-reader-gone = It is too late to answer: the reader has deleted their data.
feedback-copy-stays = ⚠️ The reader still has the earlier version: Telegram did not allow it to be corrected ({ $name }).
