# The people of the secretariat: who may do what.

desk-no-right = { $right ->
    [edit-plan] Only people to whom the secretariat has given that right can change the plan.
    [send] Only people to whom the secretariat has given that right can write to readers.
    [any] Only the secretariat can do this.
   *[own] Only the bot’s owners can do this.
}
desk-elsewhere = This command works in a private chat and in the secretariat’s group: send it there.
desk-needs-name = It matters here who is writing. Switch off anonymity in your admin rights of the group, then try again.

# the menu and the help of the secretariat
command-cityday = Set a city day: /cityday Казань 29 августа
command-editors = Editors and their rights
command-log = Who changed what
desk-help = 🗂 <b>For the secretariat</b>
# the line of a command is desk-help-<command>, without one that of the menu
desk-help-line = /{ $name } — { $about }
desk-help-cityday = /cityday Казань 29 августа — set a city day
desk-help-log = /log forum — who changed what
desk-help-editors = /editors — editors and their rights

# the greeting of an editor
desk-right = { $right ->
    [edit-plan] change the plan
   *[send] write to readers
}
desk-greeting = 👋 <b>You are now an editor of the MAG bot.</b>
    You may: { $rights }.
    Your commands are in the menu and in /help.

# /editors
desk-editors = 👥 <b>Editors</b>
desk-editors-none = Nobody yet. Name an editor to let them work on the plan or write to readers.
desk-editors-line = • { $name }: { $rights }
desk-editor-button-add = ➕ Name an editor
desk-nameless = id { $number }
desk-right-none = nothing yet
desk-right-button = { $right ->
    [edit-plan] Change the plan
   *[send] Write to readers
}
desk-editor = 👤 <b>{ $name }</b>
desk-editor-named = Editor since { $date }, id { $number }
desk-editor-silent = No chat with the bot yet: the greeting comes after /start.
desk-editor-rights = May: { $rights }
desk-editor-button-dismiss = Dismiss
desk-editor-button-back = ← All editors
desk-editor-ask = Who becomes an editor? { $chat ->
    [group] Reply to this message with their contact or id. In a private chat with the bot you can choose them from a list.
   *[private] Choose a person with the button below, forward one of their messages, send their contact, or write the id.
} Changed your mind? /cancel
desk-editor-button-choose = 👤 Choose a person
desk-editor-chosen = Chosen: <b>{ $name }</b>
desk-editor-question = Name <b>{ $name }</b> an editor. What may they do?
desk-editor-button-name = { $rights ->
    [edit-plan] Change the plan
    [send] Write to readers
   *[both] Both
}
desk-editor-button-leave = ← Do not name
desk-editor-dismiss = Dismiss <b>{ $name }</b>? Their rights end at once.
desk-editor-button-sure = Yes, dismiss
desk-editor-button-keep = ← Keep
desk-editor-dismissed = Done, no rights are left.
desk-editor-gone = This editor is no longer in the list. Open the list again: /editors
desk-editor-owner = This is an owner of the bot, who may do everything anyway.
desk-editor-no-person = Only a person can be an editor, not a bot, a group or a channel.
desk-editor-hidden = { $name } hides their account when forwarded. Choose the person with the button, send their contact, or write the id.
desk-editor-no-account = This contact has no Telegram account.
desk-editor-unclear = Could not tell who this is. Forward one of their messages, send their contact, or write the id, a number. A person cannot be found by @username.
