# A channel: choosing it, its card, cities, time zone, removal; what its readers see.

channel-intro = 📣 <b>Posts in your channel</b>
    The bulletin, the Assembly’s events, City Days and anniversaries can appear in a channel by themselves. Press the button below and choose a channel in which you post: Telegram will add the bot there with the right to post. Changed your mind? /cancel
channel-button-choose = 📣 Choose a channel
channel-known = Connected already:
channel-chosen = ✅ The channel “{ $title }” is chosen.
channel-elsewhere = A channel is set up in the private chat with the bot: send /channel there.
channel-not-yours = Only the owner of a channel and those who may post in it can set it up.
channel-bot-away = The bot is not in this channel: choose the channel again, /channel.
channel-bot-powerless = The bot may not post in this channel: give it that right in the channel’s list of administrators.
channel-unknown = This channel is not connected: choose it by /channel.

channel-title = 📣 <b>The channel “{ $title }”</b>
channel-empty = Nothing is switched on yet: we post nothing in the channel.
channel-hour-line = We post at { settings-hour-button }. Time zone: { $zone }
channel-language-line = Language of the posts: { $language ->
    [ru] Russian
   *[en] English
}
channel-refused = ⚠️ Since { $time } on { $date } Telegram has not accepted our posts in this channel. Give the bot the right to post in the channel’s list of administrators. What is not out of date by then will appear by itself.
channel-marks = ✅ means that we post it, ▫️ that we do not. Press a topic to switch it.
channel-on = Switched on
channel-off = Switched off
channel-button-add-city = ➕ City
channel-button-leads = 🗓 How long ahead
channel-button-remove = ✖️ Remove the channel
channel-button-back = 📣 To the channel

channel-cities-title = 🏙 <b>Cities of the channel</b>
    We post reminders of the City Day, the round anniversary and the events of each city. Tap a city to remove it.
channel-cities-none = 🏙 <b>Cities of the channel</b>
    None yet. Add a city, and reminders of its City Day, its round anniversary and the events held there will appear in the channel.
channel-city-added = ✅ { $city }: reminders of its City Day, its round anniversary and the events held there will appear in the channel.
channel-city-added-without-day = ✅ { $city }: reminders of the events held there will appear in the channel. The date of its City Day has not been entered yet; once it is, we will say so in the channel.
channel-city-known = ✅ { $city }: the channel has this city already.
channel-zone-ask = Write a city, and the channel will get its time zone. The difference from UTC or from Moscow works too: “UTC+7”, “MSK+3”. Changed your mind? /cancel

channel-remove-ask = ✖️ <b>Remove the channel “{ $title }”?</b>
    We will post nothing more, delete the channel’s settings and leave it. What has been posted stays.
channel-remove-yes = ✖️ Yes, remove it
channel-remove-no = ← Keep it
channel-removed = ✅ The channel “{ $title }” is removed: its settings are deleted, and we post nothing more.

# Seen by the channel's readers.
channel-open-bot = 🤖 Open the bot
channel-press = This button does nothing in the channel: open the bot in a private chat.
