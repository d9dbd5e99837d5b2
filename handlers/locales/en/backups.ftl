# Copies of the database: messages to the owners, and the commands backup, restore and check --upgrade.

backup-failed = ⚠️ <b>The database was not backed up</b>
    { $reason ->
        [full] The disk has become full.
        [room] There is too little room on the disk: { $free } MB are free, { $needed } MB are needed.
        [place] The folder { $folder } cannot be written: { $detail }.
        [damaged] The copy did not pass its check ({ $detail }). Check the database with <code>mag-bot check</code>, and restore it if it is damaged.
       *[other] Error: <code>{ $detail }</code>.
    }
    { $last ->
        [none] There is no good copy yet.
       *[other] The last good copy is of { $last } (UTC).
    } The next try is in an hour.
backup-old = 🚨 <b>The database has not been backed up for more than two days</b>
    { $last ->
        [none] There is no good copy.
       *[other] The last one is of { $last } (UTC).
    } Check the folder { $folder }, or make a copy yourself: <code>mag-bot backup</code>.
backup-again = ✅ <b>The database is being backed up again</b>
    The last copy is { $path }.
backup-caption = A copy of the database of { $made } (UTC). { $encrypted ->
        [1] It is encrypted; reading it takes the secret key.
       *[0] It is not encrypted and holds chat numbers and subscriptions. Keep it where no one else sees it.
    }

cli-backup-made = The copy is made and checked: { $path } ({ $size } MB in { $seconds } s){ $encrypted ->
        [1] , encrypted
       *[0] {""}
    }.
cli-backup-sent = The copy was sent to the chat { $owner }.
cli-backup-none = There is no database { $path } yet, and nothing to copy.
cli-backup-target = { $path } is no copy of a database and will not be replaced by one. Name another file.
cli-backup-same = { $path } is the database itself. Name another file for the copy.
cli-backup-failed = The database was not backed up: { $reason }.
cli-backup-reason = { $reason ->
        [full] the disk has become full
        [room] there is too little room on the disk, { $free } MB are free, { $needed } MB are needed
        [place] the folder { $folder } cannot be written ({ $detail })
        [damaged] the copy did not pass its check ({ $detail }), so the database is damaged or the disk not reliable
       *[other] { $detail }
    }
cli-backup-no-token = The copy cannot be sent: BOT_TOKEN is not set. The copy is in { $path }.
cli-backup-no-owner = There is nobody to send the copy to: OWNER_IDS names no owner. The copy is in { $path }.
cli-backup-which-owner = There are several owners. Name one: --owner and a number ({ $owners }). The copy is in { $path }.
cli-backup-not-an-owner = { $owner } is not among the owners in OWNER_IDS. The copy is in { $path }.
cli-backup-too-large = The copy takes { $size } MB, and Telegram accepts files of up to { $most } MB from bots. The copy is in { $path }.
cli-backup-not-sent = Telegram did not deliver the copy to the chat { $owner } ({ $error }). The owner has to write to the bot first. The copy is in { $path }.

cli-restore-done = The database is restored from the copy { $path }, as of { $made }.
cli-restore-kept = The former database is kept in the folder { $folder }. It holds readers' data: delete it when it is not needed any more.
cli-restore-window = The bot is taken to have worked with the former database until { $until }. All that was due by then counts as sent and will not go out again ({ $told ->
        [one] { $told } message
       *[other] { $told } messages
    }); the rest goes out after the start unless it is too late. Another moment: --told-until TIME.
cli-restore-window-known = Of these the former database knows as not sent, and they will go out: { $unsent }.
cli-restore-as-copied = Only what the copy itself records counts as sent. What the bot sent after it may arrive a second time.
cli-restore-departures = Chats whose data was deleted again: { $forgotten }; stopped again: { $closed }.
cli-restore-no-departures = The former database does not tell who stopped the bot or deleted their data after the copy: these chats are in the database again.
cli-restore-lost = Subscriptions, settings and changes of the plan made after the copy are not in the database. When you repeat changes, remember that readers know of them already.
cli-restore-running = A bot works with the database { $path } (process { $process }). Stop it and try again.
cli-restore-not = The database cannot be restored from { $path }: { $reason ->
        [missing] there is no such file.
        [same] this is the present database.
        [foreign] this is no copy of a database of the bot.
        [encrypted] the copy is encrypted. Name the file with the secret key: --identity FILE.
        [damaged] the copy is damaged ({ $detail }). Take another one.
        [room] there is too little room on the disk, { $free } MB are free, { $needed } MB are needed.
       *[other] { $detail }.
    } The database is as it was.
cli-restore-key = { $what ->
        [mismatch] The key in { $path } does not fit this copy.
       *[other] The file { $path } holds no secret key of age (AGE-SECRET-KEY-…).
    } The database is as it was.
cli-restore-moment = --told-until takes a date and time such as 2027-02-10T14:30, the word now or the word copy, not «{ $given }».

cli-store-copy-failed = The database { $path } needs an upgrade, and a copy before it, but the copy failed: { $reason }. The database is unchanged.
cli-store-older-running = The database { $path } has an older schema, and a bot of an earlier version works with it (process { $process }). Start the new version of the bot: it upgrades the database. mag-bot check --upgrade shows what will change.

cli-upgrade-fails = This version cannot upgrade the database: the step { $name } failed on a copy of it ({ $reason }). The database is unchanged. Stay with the earlier version, and tell its developers.
cli-upgrade-none = The database { $path } will not change: its schema { $version } is the one that is needed.
cli-upgrade-missing = There is no database { $path } yet; the first start of the bot creates it.
cli-upgrade-head = At its start this version upgrades the database { $path } from schema { $from } to { $to }:
cli-upgrade-step = { $name } ({ $seconds } s): { $purpose }
cli-upgrade-total = { $seconds } s in all, measured on a copy ({ $size } MB). Meanwhile the bot does not answer; Telegram keeps the updates.
cli-upgrade-copy = First the database is copied to { $path }: { $needed } MB needed, { $free } MB free. The way back: install the earlier version and run mag-bot restore { $path }.

check-copies = Backups
check-copies-found = { $last ->
        [none] none yet
       *[other] the last one { $last }{ $zone ->
            [UTC] { " (UTC)" }
           *[other] { "" }
        }, { $size } MB, { $file }
    }{ $daily ->
        [0] ; daily ones are switched off
       *[other] { "" }
    }{ $failed ->
        [none] { "" }
       *[other] ; the attempt of { $failed }{ $zone ->
            [UTC] { " (UTC)" }
           *[other] { "" }
        } failed
    }
