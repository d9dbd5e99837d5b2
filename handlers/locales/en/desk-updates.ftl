# Messages left unanswered through a fault of ours: the list for owners.

updates-title = 🧯 <b>Unanswered: { $count ->
        [one] { $count } message
       *[other] { $count } messages
    }</b>
updates-none = 🧯 There are no unanswered messages.
updates-line = { $number }. { $update }
updates-kind = { $kind ->
        [callback_query] press of a button
        [edited_message] edited message
        [my_chat_member] change of rights
       *[message] message
    }
updates-chat = { $chat ->
        [private] private chat
       *[group] group
    }
updates-update = <code>{ $reference }</code> · { $date }, { $time } · { updates-kind }, { updates-chat } · <code>{ $error }</code>
updates-plain = { $reference }  { $date }, { $time }  { updates-kind }, { updates-chat }  { $error }
updates-what-to-do = Once the error is fixed, handle the message again: the person will get an answer. If it fails again, it will come back here under a new number.
updates-button-retry = 🔁 Handle again
updates-button-drop = 🗑 Delete
updates-button-back = ‹ Back to the list
updates-done-retry = 🔁 <code>{ $reference }</code>: being handled again.
updates-done-drop = 🗑 <code>{ $reference }</code>: deleted.
updates-unknown = No unanswered message has the number { $reference }: it was handled or deleted, or two days have passed.
cli-updates-none = There are no unanswered messages.
cli-updates-retried = { $reference }: the bot will handle it again within a minute.
cli-updates-dropped = { $reference }: deleted.
command-updates = Messages left without an answer
