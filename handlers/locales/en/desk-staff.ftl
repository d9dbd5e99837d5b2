# The people of the secretariat: who may do what.

desk-no-right = { $right ->
    [edit-plan] Only those to whom the secretariat has given the right can change the plan.
    [send] Only those to whom the secretariat has given the right can write to readers.
    [any] Only the secretariat can do this.
   *[own] Only the bot’s owners can do this.
}
desk-elsewhere = This command works in a private chat and in the secretariat’s group: send it there.
desk-needs-name = It matters here who is writing. Turn off anonymity in your admin rights in the group, then try again.

# the menu and the help of the secretariat
command-cityday = Set a City Day: /cityday Kazan 29 August
command-editors = Editors and their rights
command-log = Who changed what
command-guide = The secretariat’s guide (in Russian)
desk-help = 🗂 <b>For the secretariat</b>
desk-help-cityday = /cityday Kazan 29 August — set a City Day
desk-help-log = /log forum — who changed what
desk-help-guide = /guide — the guide: everything in order, with pictures (in Russian)
desk-help-editors = /editors — editors and their rights
desk-help-announce = /announce — an announcement to readers
desk-help-import = /import — load a plan from a document
desk-help-revisions = /revisions — changes in 30 days, and undoing them
desk-help-stats = /stats — subscribers and what was delivered to them
desk-help-diagnose = /diagnose — whether the bot is working
desk-help-updates = /updates — messages left without an answer

# the greeting of an editor
desk-right = { $right ->
    [edit-plan] change the plan
   *[send] write to readers
}
desk-greeting = 👋 <b>You are now an editor of the MAG bot.</b>
    You can: { $rights }.
    Your commands are in the menu and in /help. How everything works is in the guide (in Russian): /guide.

# the guide; its file has one name in all languages, because it is written in Russian
desk-guide-button = 📖 Guide (in Russian)
desk-guide-file = Руководство секретариата МАГ.pdf
desk-guide-caption = The secretariat’s guide, in Russian: how to load the plan, correct a date, issue the bulletin and answer readers.

# /editors
desk-editors = 👥 <b>Editors</b>
desk-editors-none = No one yet. Add an editor, who will be able to work on the plan or write to readers.
desk-editors-line = • { $name }: { $rights }
desk-editor-button-add = ➕ Add an editor
desk-nameless = id { $number }
desk-right-none = none yet
desk-right-button = { $right ->
    [edit-plan] Change the plan
   *[send] Write to readers
}
desk-editor = 👤 <b>{ $name }</b>
desk-editor-named = Editor since { $date }, id { $number }
desk-editor-silent = No chat with the bot yet: the greeting will come after /start.
desk-editor-rights = Rights: { $rights }
desk-editor-button-dismiss = Remove from editors
desk-editor-button-back = ← All editors
desk-editor-ask = Who would you like to add as an editor? { $chat ->
    [group] Reply to this message with the person’s contact or id. In a private chat with the bot you can choose from a list.
   *[private] Choose a person with the button below, forward one of their messages, send their contact, or write the id.
} Changed your mind? /cancel
desk-editor-button-choose = 👤 Choose a person
desk-editor-chosen = Chosen: <b>{ $name }</b>
desk-editor-question = Add an editor: <b>{ $name }</b>. What can they do?
desk-editor-button-name = { $rights ->
    [edit-plan] Change the plan
    [send] Write to readers
   *[both] Both
}
desk-editor-button-leave = ← Do not add
desk-editor-dismiss = Remove <b>{ $name }</b> from the editors? Their rights will end at once.
desk-editor-button-sure = Yes, remove
desk-editor-button-keep = ← Keep
desk-editor-dismissed = Done: they no longer have any rights.
desk-editor-gone = This editor is no longer in the list. Open the list again: /editors
desk-editor-owner = This is an owner of the bot, who can do everything anyway.
desk-editor-no-person = Only a person can be an editor, not a bot, a group or a channel.
desk-editor-hidden = { $name } hides their account in forwarded messages. Choose the person with the button, send their contact, or write the id.
desk-editor-no-account = This contact has no Telegram account.
desk-editor-unclear = Could not tell who this is. Forward one of their messages, send their contact, or write the id, a number. A person cannot be found by @username.
