# A chat's own city: the question, the buttons, the confirmation. $group is 1 in a group.

my-city-ask = { $group ->
    [0] 🏠 <b>Which city is yours?</b>
        Choose it or write its name; typos are fine. Or share your location: 📎 → Location.
   *[1] 🏠 <b>Which city is this chat about?</b>
        Choose it or reply to this message with its name; typos are fine.
}
my-city-set = { $group ->
    [0] 🏠 Your city is <b>{ $city }</b>.
   *[1] 🏠 The city of this chat is <b>{ $city }</b>.
}
my-city-zone-taken = The time zone follows it: { $zone }.
my-city-zone-kept = The time zone stays: { $zone }.
my-city-dropped = Done, the city is removed
my-city-declined = All right, we will not ask again
my-city-nearest = 📍 The nearest city in the list is { $city }{ $km ->
    [0] .
   *[other] , { GROUPED($km) } km away.
}
my-city-far = 📍 The nearest city in the list is { $city }, and it is { GROUPED($km) } km away. If it is yours, tap it. If not, write the name of yours.
my-city-of-title = 🏠 Is this the chat of { $city }?
city-genitive = { $name }
my-city-line = { $group ->
    [0] My city: { $city }
   *[1] City of the chat: { $city }
}
my-city-line-none = { $group ->
    [0] My city: not set
   *[1] City of the chat: not set
}
my-city-button-set = { $group ->
    [0] 🏠 This is my city
   *[1] 🏠 This is the chat’s city
}
my-city-button-change = { $group ->
    [0] 🏠 Your city · change
   *[1] 🏠 The chat’s city · change
}
my-city-button-card = 🏙 Open the card
my-city-button-name = 🏠 Set the city
my-city-button-other = 🏠 Change the city
my-city-button-drop = ✖️ Remove the city
my-city-button-yes = ✅ Yes
my-city-button-no = No
