# The people of the secretariat: who may do what.

desk-no-right = { $right ->
    [edit-plan] Only people to whom the secretariat has given that right can change the plan.
    [send] Only people to whom the secretariat has given that right can write to readers.
   *[own] Only the bot’s owners can do this.
}
desk-elsewhere = This command works in a private chat and in the secretariat’s group: send it there.
desk-needs-name = It matters here who is writing. Switch off anonymity in your admin rights of the group, then try again.
