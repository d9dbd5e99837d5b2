# The command line.

cli-city-unknown = No city is called “{ $name }”. The nearest names: { $names }

check-settings = Settings
check-settings-sandbox = no token, the sandbox would start; owners: { $owners }; zone { $zone }
check-settings-telegram = a token is set; owners: { $owners }; zone { $zone }
check-database = Database
check-database-found = { $path }, schema { $version }, SQLite { $sqlite }, integrity: { $findings }
check-plans = Plans
check-ticks = Next ticks
check-ticks-found = reminders { $reminders }, bulletin { $bulletin } (UTC); last runs: { $last }
check-zones = Zone data
check-telegram = Telegram
check-telegram-none = no token, nobody to ask
