# Statistics and diagnosis for the owners of the bot.

arrival-kind = { $kind ->
    [city] a city card
    [event] an event card
    [bulletin] the link to the bulletin
   *[jubilees] the link to anniversaries
}
