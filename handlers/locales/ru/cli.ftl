# Командная строка.

cli-city-unknown = Город «{ $name }» не найден. Похожие названия: { $names }
cli-city-unknown-and-none-near = Город «{ $name }» не найден, и похожих названий нет.
cli-city-which = «{ $name }» подходит нескольким городам: { $names }. Уточните, какой нужен.
cli-city-which-one = По запросу «{ $name }» город не определить. Возможно, это { $names }: назовите его точнее.

cli-store-damaged = База данных { $path } повреждена ({ $reason }). Верните её из резервной копии (mag-bot restore КОПИЯ) или назовите другой файл в DATABASE_URL.
cli-store-too-new = База данных { $path } создана более новой версией бота. { $needed ->
        [none] Обновите бота
       *[other] Нужна версия { $needed } или новее: обновите бота
    } или верните копию, сделанную перед обновлением: mag-bot restore.
cli-store-journal = База данных { $path } лежит там, где SQLite не может вести журнал, например на сетевом диске. Назовите другой файл в DATABASE_URL.
cli-store-busy = База данных { $path } занята другим процессом. Повторите позже.
cli-store-occupied = С базой данных { $path } уже работает другой бот (процесс { $process }). Остановите его или назовите другой файл в DATABASE_URL.
cli-store-read-only = База данных { $path } недоступна для записи. Проверьте права и путь в DATABASE_URL.
cli-store-full = Для базы данных { $path } не хватает места на диске.
cli-store-other = База данных { $path } не открывается ({ $reason }).

cli-run-telegram = Бот работает, база данных: { $path }. Остановить: Ctrl+C.
cli-run-sandbox = Бот работает в песочнице: это собственный Telegram на этой машине, новый при каждом запуске.
cli-warning-unknown = Предупреждение: { $about } в файле .env — не настройка бота.
cli-warning-meant = Предупреждение: { $about } — не настройка и не учитывается. Настройка называется { $meant }.
cli-warning-line = Предупреждение: строка в файле { $about } не имеет вида ИМЯ=значение и не учитывается.
cli-warning-readable = Предупреждение: файл { $about } может прочитать любой пользователь этого компьютера, а в нём могут быть секреты. Закрыть его: chmod 600 { $about }
cli-warning-plain = Предупреждение: токен передаётся на { $about } без шифрования. Укажите https в TELEGRAM_API_URL.
cli-run-start = Часы песочницы показывают { $start }. Другой день: --at ДАТА или --today, либо на странице.
cli-run-kept = База данных песочницы сохраняется в { $path }.
cli-run-only-sandbox = Ключи --at, --today и --data есть только у песочницы. Добавьте --sandbox или запустите бота без BOT_TOKEN.
cli-run-at-and-today = Укажите либо --at, либо --today.
cli-run-at = Ключ --at принимает дату или дату и время: 2027-02-10 или 2027-02-10T14:30, но не «{ $at }».
cli-run-at-year = Ключ --at принимает годы с { $first } по { $last }, но не «{ $at }».
cli-run-past = База данных { $path } уже дошла до { $reached }, а назад часы не идут. Укажите более позднюю дату или другую папку.
cli-run-data = Папку { $path } нельзя создать: { $reason }.
cli-run-open = Откройте { $url } в браузере. Остановить: Ctrl+C.
cli-run-unauthorised = Telegram не принимает токен. Проверьте BOT_TOKEN.
cli-run-conflict = Обновления этого бота забирает другой процесс. Остановите его и запустите бота снова.
cli-run-http = HTTP-сервер слушает { $addresses }.
cli-run-listen = HTTP-сервер не открывается ({ $address }): { $reason }. Проверьте HTTP_LISTEN, METRICS_LISTEN, TLS_CERTIFICATE и TLS_KEY.
cli-run-webhook = Telegram не принимает вебхук: { $reason }. Проверьте WEBHOOK_URL и WEBHOOK_CERTIFICATE.
cli-sandbox-address = Bot API песочницы находится по адресу { $url }.
cli-sandbox-secret = Токен: { $token }
cli-sandbox-exposed = Песочница слушает { $host }, так что её могут найти другие машины. Кто до неё доберётся, сможет действовать от чьего угодно имени.
cli-sandbox-host = Песочница не может слушать { $host }, порт { $port }: { $reason }.
cli-sandbox-token = Это не токен бота. Токен — это число и секрет: 123:abc.
cli-sandbox-seed = Песочница не может начать с «{ $size }». Укажите small, demo или число подписчиков от 1 до 1000000.
cli-run-port = Песочница не может занять порт { $port }: { $reason }. Назовите другой порт ключом --port.

cli-run-no-token = Токена нет, а запуск с --telegram без него невозможен. Задайте BOT_TOKEN или выполните mag-bot init.
cli-system = Бот работает на Linux, на этой системе — нет. В Windows запустите его в WSL 2 или в Docker.
cli-run-both = Укажите либо --telegram, либо --sandbox.

cli-settings-file = Файл настроек: { $path }
cli-settings-no-file = Файла .env в папке { $folder } нет.
cli-origin-environment = из окружения
cli-origin-env-file = из .env
cli-origin-credential = из systemd (LoadCredential)
cli-origin-token-file = из файла BOT_TOKEN_FILE
cli-origin-default = по умолчанию

cli-init-replace = Файл { $path } уже есть. Заменить в нём токен и владельца? Остальное сохранится. [да/нет]
cli-init-kept = Файл .env оставлен без изменений.
cli-init-botfather = Токен выдаёт @BotFather в Telegram: отправьте ему /newbot, а для готового бота — /token. При вводе токен не показывается.
cli-init-token = Токен бота:
cli-init-token-shape = Это не токен. Токен — это число, двоеточие и секрет: 123456:AbC…
cli-init-token-good = Токен принят, это @{ $name }.
cli-init-unanswered = Ответа нет, .env не записан. Запустите mag-bot init в терминале ещё раз.
cli-init-no-token = Токен не получен, файл .env не записан. Возьмите токен у @BotFather и выполните mag-bot init снова.
cli-init-unreachable = Проверить токен нельзя: { $found }, файл .env не записан. Если нужен прокси, задайте TELEGRAM_PROXY.
cli-init-owner = Ваш id в Telegram (не знаете — нажмите Enter, и он определится сам):
cli-init-owner-shape = Это не id человека. Нужно одно положительное число, например 123456789.
cli-init-link =
    Откройте { $url } и нажмите «Запустить» (Start).
    Если ссылка не открывается, отправьте боту сообщение: /start { $code }
    Ожидание сообщения: до 5 минут. Прервать: Ctrl+C.
cli-init-found = Владелец: { $name }, id { $id }.
cli-init-not-found-webhook = У этого бота включён вебхук, и сообщения приходят туда. Укажите id сами.
cli-init-not-found-taken = Сообщения этого бота забирает другой процесс. Остановите его или укажите id сами.
cli-init-not-found-crowd = Боту написали слишком многие, и новые сообщения до его запуска не видны. Укажите id сами.
cli-init-not-found-time = Сообщения с этим кодом не было.
cli-init-no-owner = Владелец не указан, файл .env не записан. Выполните mag-bot init снова.
cli-init-refused = Telegram отвечает ошибкой { $error }, файл .env не записан. Повторите позже.
cli-init-stranger = Человек с id { $id } боту ещё не писал. Пока он не напишет, бот не сможет отправлять ему сообщения.
cli-init-head = # Настройки бота. Все настройки и их значения показывает команда mag-bot settings.
cli-init-unwritten = Файл { $path } нельзя записать: { $reason }.
cli-init-done = Записан файл { $path }, читать его можете только вы. Проверить настройки: mag-bot settings. Запустить бота: mag-bot run.
cli-init-shadowed = Предупреждение: { $name } задан в окружении, и там он важнее, чем в .env.

check-settings = Настройки
check-settings-sandbox = токена нет, поэтому песочница; владельцев: { $owners }; пояс { $zone }
check-settings-telegram = токен есть; владельцев: { $owners }; пояс { $zone }
check-database = База данных
check-database-found = { $path }, схема { $version }, SQLite { $sqlite }, целостность: { $findings }
check-database-none = { $path } ещё нет, её создаст первый запуск бота
check-writing = Запись
check-writing-found = { $trouble ->
        [none] удаётся
        [DiskFull] нет места на диске
        [DatabaseReadOnly] файл или диск закрыты для записи
       *[other] диск отвечает ошибкой
    }; свободно { $free } МБ
check-plans = Планы
check-bot = Бот
check-bot-none = с этой базой не работает ни один бот
check-bot-found = процесс { $process } { $trouble ->
        [none] работает
        [blocked] завис: он никого не подпускает к базе данных
        [idle] запущен, но ни одно его задание ещё не выполнялось
        [overdue] завис: просрочены задания, последние запуски ({ $zone }): { $overdue }
       *[failed] запущен, но задания завершаются ошибкой: { $failed }
    }
check-updates = Обновления
check-updates-found = ждут ответа: { $waiting }{ $oldest ->
        [none] { "" }
       *[other] , первое с { $oldest }
    }; ждут в Telegram: { $pending }{ $refusal ->
        [none] { "" }
       *[other] , вебхук не принял последнее: { $refusal }
    }; отложено после ошибок: { $aside }
check-ticks = Ближайшие проверки
check-ticks-found = напоминания { $reminders }, бюллетень { $bulletin } (UTC); прошлые: { $last }
check-notices = Уведомления
check-notices-found = за неделю доставлено { $sent }, опоздало { $expired }, без ответа Telegram { $unknown }, не удалось { $failed }, адресатов больше нет { $gone }; ждут отправки { $due }{ $oldest ->
        [none] { "" }
       *[other] , первое с { $oldest }
    }
check-zones = Часовые пояса
check-telegram = Telegram
check-telegram-none = токена нет, спрашивать некого
check-telegram-unauthorised = токен не принят
check-telegram-unreachable = нет связи с { $host }
check-telegram-failed = { $host } отвечает ошибкой { $error }
