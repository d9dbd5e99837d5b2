# Copies of the database: messages to the owners, and the commands backup, restore and check --upgrade.

backup-failed = ⚠️ <b>The database was not backed up</b>
    { $reason ->
        [full] The disk is full.
        [room] There is too little space on the disk: { $free } MB free, { $needed } MB needed.
        [place] The folder { $folder } cannot be written to: { $detail }.
        [damaged] The copy did not pass its check ({ $detail }). Check the database with <code>mag-bot check</code> and restore it if it is damaged.
       *[other] Error: <code>{ $detail }</code>.
    }
    { $last ->
        [none] There is no good copy yet.
       *[other] The last good copy was made on { $last } (UTC).
    } We will try again in an hour.
backup-old = 🚨 <b>The database has not been backed up for more than two days</b>
    { $last ->
        [none] There is no good copy.
       *[other] The last one was made on { $last } (UTC).
    } Check the folder { $folder }, or make a copy yourself: <code>mag-bot backup</code>.
backup-again = ✅ <b>The database is being backed up again</b>
    The latest copy: { $path }.
backup-caption = A copy of the database made on { $made } (UTC). { $encrypted ->
        [1] It is encrypted: the secret key is needed to read it.
       *[0] It is not encrypted and holds chat numbers and subscriptions. Keep it where no one else can see it.
    }

cli-backup-made = The copy has been made and checked: { $path } ({ $size } MB in { $seconds } s){ $encrypted ->
        [1] , encrypted
       *[0] {""}
    }.
cli-backup-sent = The copy was sent to the chat { $owner }.
cli-backup-none = There is no database { $path } yet, so there is nothing to copy.
cli-backup-target = { $path } is not a copy of a database, so it will not be overwritten. Name another file.
cli-backup-same = { $path } is the database itself. Name another file for the copy.
cli-backup-unsealed = The name { $path } ends in .age, but the copy would not be encrypted: BACKUP_RECIPIENTS is not set. Set it or name another file.
cli-backup-failed = The database was not backed up: { $reason }.
cli-backup-reason = { $reason ->
        [full] the disk is full
        [room] there is too little space on the disk, { $free } MB free, { $needed } MB needed
        [place] the folder { $folder } cannot be written to ({ $detail })
        [damaged] the copy did not pass its check ({ $detail }), so the database is damaged or the disk is unreliable
       *[other] { $detail }
    }
cli-backup-no-token = The copy cannot be sent: BOT_TOKEN is not set. The copy is in { $path }.
cli-backup-no-owner = There is no one to send the copy to: OWNER_IDS names no owner. The copy is in { $path }.
cli-backup-which-owner = There are several owners. Name one: --owner and an id ({ $owners }). The copy is in { $path }.
cli-backup-not-an-owner = { $owner } is not among the owners in OWNER_IDS. The copy is in { $path }.
cli-backup-too-large = The copy takes up { $size } MB, and Telegram accepts files of up to { $most } MB from bots. The copy is in { $path }.
cli-backup-not-sent = Telegram did not deliver the copy to the chat { $owner } ({ $error }). The owner has to write to the bot first. The copy is in { $path }.

cli-restore-done = The database has been restored from the copy { $path }{ $dated ->
    [1] , as of { $made }
   *[0] {""}
}.
cli-restore-kept = The former database is kept in the folder { $folder }. It holds readers’ data: delete it when you no longer need it.
cli-restore-window = The bot is assumed to have worked with the former database until { $until }. Everything due by then counts as sent and will not go out again ({ $told ->
        [one] { $told } message
       *[other] { $told } messages
    }); the rest will go out after the start unless it is too late. For another moment: --told-until TIME.
cli-restore-window-known = Apart from these, the former database records as not sent, and will send: { $unsent }.
cli-restore-as-copied = Only what the copy itself records counts as sent. What the bot sent after the copy was made may arrive a second time.
cli-restore-departures = Chats whose data was deleted again: { $forgotten }; stopped again: { $closed }.
cli-restore-no-departures = The former database cannot be asked who stopped the bot or deleted their data after the copy: these chats are in the database again.
cli-restore-lost = Subscriptions, settings and changes to the plan made after the copy are not in the database. When you make changes again, remember that readers already know of them.
cli-restore-running = A bot is working with the database { $path } (process { $process }). Stop it and try again.
cli-restore-not = The database cannot be restored from { $path }: { $reason ->
        [missing] there is no such file.
        [same] this is the current database.
        [foreign] this is not a copy of the bot’s database.
        [encrypted] the copy is encrypted. Name the file with the secret key: --identity FILE.
        [damaged] the copy is damaged ({ $detail }). Use another one.
        [room] there is too little space on the disk, { $free } MB free, { $needed } MB needed.
       *[other] { $detail }.
    } The database is as it was.
cli-restore-key = { $what ->
        [mismatch] The key in { $path } does not fit this copy.
       *[other] The file { $path } holds no age secret key (AGE-SECRET-KEY-…).
    } The database is as it was.
cli-restore-moment = --told-until takes a date and time such as 2027-02-10T14:30, the word now or the word copy, not “{ $given }”.

cli-store-copy-failed = The database { $path } needs an upgrade, and before that a copy, but the copy failed: { $reason }. The database is unchanged.
cli-store-older-running = The database { $path } has an older schema, and a bot of an earlier version is working with it (process { $process }). Start the new version of the bot: it will upgrade the database. mag-bot check --upgrade shows what will change.

cli-upgrade-fails = This version cannot upgrade the database: the step { $name } failed on a copy of it ({ $reason }). The database is unchanged. Stay with the earlier version and report this to the developers.
cli-upgrade-none = The database { $path } will not change: its schema { $version } is already the one needed.
cli-upgrade-missing = There is no database { $path } yet; the bot’s first start will create it.
cli-upgrade-head = When it starts, this version will upgrade the database { $path } from schema { $from } to { $to }:
cli-upgrade-step = { $name } ({ $seconds } s): { $purpose }
cli-upgrade-total = { $seconds } s in all, measured on a copy ({ $size } MB). Meanwhile the bot does not answer; updates wait at Telegram.
cli-upgrade-copy = First the database will be copied to { $path }: { $needed } MB needed, { $free } MB free. To go back: install the earlier version and run mag-bot restore { $path }{ $encrypted ->
        [1] {" "}--identity FILE
       *[0] {""}
    }.
cli-upgrade-no-room = The copy will not fit, and without it the bot will not start. Make room, or name another folder in BACKUP_DIR.

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
