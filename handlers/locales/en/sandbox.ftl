# The sandbox's page.

sandbox-start-trial = The bot is open on 1 March 2020: by that year’s plan, round anniversaries, City Days and a bulletin are near. Until the clock is moved, you can start on another day.
sandbox-start-other = Until the clock is moved, you can start on another day.
sandbox-start-today = Today
sandbox-scene-reminder = A reminder
sandbox-scene-moved-date = A moved date
sandbox-scene-bulletin = A bulletin
