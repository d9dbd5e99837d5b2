# The command line.

cli-city-unknown = No city is called “{ $name }”. Similar names: { $names }
cli-city-unknown-and-none-near = No city is called “{ $name }”, and no name is similar.
cli-city-which = “{ $name }” may mean several cities: { $names }. Say which one.
cli-city-which-one = It is not certain which city “{ $name }” is. It may be { $names }: write its full name.

cli-store-damaged = The database { $path } is damaged ({ $reason }). Restore it from a backup (mag-bot restore COPY), or name another file in DATABASE_URL.
cli-store-too-new = The database { $path } was written by a newer version of the bot. { $needed ->
        [none] Update the bot,
       *[other] Version { $needed } or newer is needed: update the bot,
    } or restore the copy made before the upgrade: mag-bot restore.
cli-store-journal = The database { $path } is where SQLite cannot keep its log, for example on a network drive. Name another file in DATABASE_URL.
cli-store-busy = The database { $path } is in use by another process. Try again later.
cli-store-occupied = Another bot is already working with the database { $path } (process { $process }). Stop it, or name another file in DATABASE_URL.
cli-store-read-only = The database { $path } cannot be written to. Check the permissions and the path in DATABASE_URL.
cli-store-full = There is no space on the disk for the database { $path }.
cli-store-other = The database { $path } cannot be opened ({ $reason }).

cli-run-telegram = The bot is running, database: { $path }. Ctrl+C stops it.
cli-run-sandbox = The bot is running in the sandbox: a Telegram of its own on this machine, new at every start.
cli-warning-unknown = Warning: { $about } in .env is not a setting of the bot.
cli-warning-meant = Warning: { $about } is not a setting and is ignored. The setting is called { $meant }.
cli-warning-line = Warning: a line in { $about } is not of the form NAME=value and is ignored.
cli-warning-readable = Warning: every user of this machine can read { $about }, which may hold secrets. To close it: chmod 600 { $about }
cli-warning-plain = Warning: the token goes to { $about } unencrypted. Use https in TELEGRAM_API_URL.
cli-run-start = The sandbox’s clock shows { $start }. For another day use --at DATE or --today, or the page.
cli-run-kept = The sandbox’s database is kept in { $path }.
cli-run-only-sandbox = --at, --today and --data belong to the sandbox. Add --sandbox, or run the bot without BOT_TOKEN.
cli-run-at-and-today = Give either --at or --today.
cli-run-at = --at takes a date, or a date and a time, such as 2027-02-10 or 2027-02-10T14:30, not “{ $at }”.
cli-run-at-year = --at takes years from { $first } to { $last }, not “{ $at }”.
cli-run-past = The database { $path } has already reached { $reached }, and the clock does not go back. Give a later date or another folder.
cli-run-data = The folder { $path } cannot be created: { $reason }.
cli-run-open = Open { $url } in a browser. Ctrl+C stops it.
cli-run-unauthorised = Telegram does not accept the token. Check BOT_TOKEN.
cli-run-conflict = Another process is taking this bot’s updates. Stop it and start the bot again.
cli-run-http = The HTTP server is listening at { $addresses }.
cli-run-listen = The HTTP server cannot start ({ $address }): { $reason }. Check HTTP_LISTEN, METRICS_LISTEN, TLS_CERTIFICATE and TLS_KEY.
cli-run-webhook = Telegram does not accept the webhook: { $reason }. Check WEBHOOK_URL and WEBHOOK_CERTIFICATE.
cli-sandbox-address = The Bot API of the sandbox is at { $url }.
cli-sandbox-secret = Token: { $token }
cli-sandbox-exposed = The sandbox is listening at { $host }, so other machines may reach it. Anyone who does can act in any person’s name.
cli-sandbox-host = The sandbox cannot listen at { $host }, port { $port }: { $reason }.
cli-sandbox-token = That is not a bot token. A token is a number and a secret: 123:abc.
cli-sandbox-seed = The sandbox cannot start with “{ $size }”. Give small, demo, or a number of subscribers from 1 to 1000000.
cli-run-port = The sandbox cannot use port { $port }: { $reason }. Name another port with --port.

cli-run-no-token = There is no token, and --telegram does not start without one. Set BOT_TOKEN or run mag-bot init.
cli-system = The bot works on Linux and not on this system. On Windows start it in WSL 2 or in Docker.
cli-run-both = Give either --telegram or --sandbox.

cli-settings-file = Settings file: { $path }
cli-settings-no-file = There is no .env file in { $folder }.
cli-origin-environment = environment
cli-origin-env-file = .env
cli-origin-credential = systemd (LoadCredential)
cli-origin-token-file = the file BOT_TOKEN_FILE
cli-origin-default = default

cli-init-replace = The file { $path } already exists. Replace the token and the owner in it? Everything else will be kept. [yes/no]
cli-init-kept = The file .env was left as it is.
cli-init-botfather = You get the token from @BotFather in Telegram: send it /newbot, or /token for a bot you already have. The token is not shown while you type.
cli-init-token = The bot’s token:
cli-init-token-shape = That is not a token. A token is a number, a colon and a secret: 123456:AbC…
cli-init-token-good = The token is accepted: this is @{ $name }.
cli-init-unanswered = There was no answer, and .env was not written. Run mag-bot init in a terminal again.
cli-init-no-token = There is no token, so .env was not written. Get one from @BotFather and run mag-bot init again.
cli-init-unreachable = The token cannot be checked: { $found }. The file .env was not written. If you need a proxy, set TELEGRAM_PROXY.
cli-init-owner = Your Telegram id (if you do not know it, press Enter and it will be found):
cli-init-owner-shape = That is not a person’s id. One positive number is needed, such as 123456789.
cli-init-link =
    Open { $url } and press Start.
    If the link does not open, send the bot this message: /start { $code }
    Waiting for the message: up to 5 minutes. To stop: Ctrl+C.
cli-init-found = Owner: { $name }, id { $id }.
cli-init-not-found-webhook = This bot has a webhook, and messages go there. Enter the id yourself.
cli-init-not-found-taken = Another process is taking this bot’s messages. Stop it, or enter the id yourself.
cli-init-not-found-crowd = Too many people have written to the bot, and new messages cannot be seen before it runs. Enter the id yourself.
cli-init-not-found-time = No message with this code has arrived.
cli-init-no-owner = No owner was given, so .env was not written. Run mag-bot init again.
cli-init-refused = Telegram replies with the error { $error }. The file .env was not written. Try again later.
cli-init-stranger = The person with the id { $id } has not written to the bot yet. Until they do, the bot cannot send them anything.
cli-init-head = # The bot’s settings. The command mag-bot settings shows all of them and their values.
cli-init-unwritten = The file { $path } cannot be written: { $reason }.
cli-init-done = The file { $path } has been written, and only you can read it. Check the settings: mag-bot settings. Start the bot: mag-bot run.
cli-init-shadowed = Warning: { $name } is set in the environment, which takes precedence over .env.

check-settings = Settings
check-settings-sandbox = no token, so the sandbox; owners: { $owners }; zone { $zone }
check-settings-telegram = a token is set; owners: { $owners }; zone { $zone }
check-database = Database
check-database-found = { $path }, schema { $version }, SQLite { $sqlite }, integrity: { $findings }
check-database-none = { $path } is not there yet, the bot’s first start will create it
check-writing = Writing
check-writing-found = { $trouble ->
        [none] works
        [DiskFull] no space on the disk
        [DatabaseReadOnly] the file or its disk is read-only
       *[other] the disk reports an error
    }; { $free } MB free
check-plans = Plans
check-bot = Bot
check-bot-none = no bot is working with this database
check-bot-found = process { $process } { $trouble ->
        [none] is working
        [blocked] hangs: it lets no other process use the database
        [idle] is running, but none of its jobs has run yet
        [overdue] hangs: overdue jobs, with their last runs ({ $zone }): { $overdue }
       *[failed] is running, but jobs fail: { $failed }
    }
check-updates = Updates
check-updates-found = waiting for an answer: { $waiting }{ $oldest ->
        [none] { "" }
       *[other] , the first since { $oldest }
    }; waiting at Telegram: { $pending }{ $refusal ->
        [none] { "" }
       *[other] , the webhook did not take the last one: { $refusal }
    }; set aside after errors: { $aside }
check-ticks = Next ticks
check-ticks-found = reminders { $reminders }, bulletin { $bulletin } (UTC); last runs: { $last }
check-notices = Notices
check-notices-found = in a week { $sent } delivered, { $expired } too late, { $unknown } without an answer from Telegram, { $failed } not delivered, { $gone } recipients gone; { $due } waiting{ $oldest ->
        [none] { "" }
       *[other] , the first since { $oldest }
    }
check-zones = Time zones
check-telegram = Telegram
check-telegram-none = no token, so there is nothing to ask
check-telegram-unauthorised = the token is not accepted
check-telegram-unreachable = { $host } cannot be reached
check-telegram-failed = { $host } replies with the error { $error }
