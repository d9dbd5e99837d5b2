# Командная строка.

cli-city-unknown = Город «{ $name }» не найден. Ближайшие названия: { $names }

check-settings = Настройки
check-settings-sandbox = токена нет, запустится песочница; владельцев: { $owners }; пояс { $zone }
check-settings-telegram = токен есть; владельцев: { $owners }; пояс { $zone }
check-database = База данных
check-database-found = { $path }, схема { $version }, SQLite { $sqlite }, целостность: { $findings }
check-plans = Планы
check-ticks = Ближайшие проверки
check-ticks-found = напоминания { $reminders }, бюллетень { $bulletin } (UTC); прошлые: { $last }
check-zones = Часовые пояса
check-telegram = Telegram
check-telegram-none = токена нет, спрашивать некого
