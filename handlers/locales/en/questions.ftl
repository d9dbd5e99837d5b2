# Answers to questions in plain words, and the search of events.

button-coming-up = 📅 Coming up
button-cities = 🏙 Cities

question-not-understood = The question could not be understood. Ask, for example: “what’s on in September”, “anniversaries 2027”, “when is City Day in Kazan”.
question-nothing-found = Nothing was found for “{ $text }”: neither a city nor an event.
question-no-such-day = There is no such day: “{ $day }”.

fact-age = { $name } turns { GROUPED($age) } ({ $when }).
fact-age-in-year = In { $year } { $name } turns { GROUPED($age) }.
fact-age-unknown = The age of { $name } has not been entered yet.
fact-origin = Its age is counted from { $year }.
fact-day = City Day { $place }: { $when }.
fact-jubilee = The next round anniversary of { $name } is its { ordinal } ({ $when }).

find-ask = What would you like to find? Write a word of the title, a place or an organiser in Russian: “форум”, “Волгоград”. Common words work in English too: “forum”, “conference”.
find-ask-group = What would you like to find? Reply to this message with a word of the title, a place or an organiser in Russian: “форум”, “Волгоград”. Common words work in English too: “forum”.
found-title = { $fit ->
    [full] 🔎 <b>Found for “{ $text }”: { $count }</b>
    [elsewhen] 🔎 Nothing on these days for “{ $text }”. <b>At other times: { $count }</b>
   *[partial] 🔎 No event has all the words “{ $text }”. <b>With some of them: { $count }</b>
}
found-first-ones = The first { $count } are shown. To find the right one, add a word.
found-nothing = 🔎 No events were found for “{ $text }”.

small-talk = { $wish ->
    [greeting] 👋 Hello! Ask about events and cities in your own words: “what’s on in September”, “anniversaries 2027”, “how old is Minsk”.
    [thanks] Glad to help. Ask any time.
    [farewell] Goodbye! What you have chosen will arrive on time.
   *[calendar_file] The calendar file is below the card of an event or a city: “📎 Add to calendar”.
}
