# Файлы для календаря.

calendar-name = МАГ
calendar-city-summary = { $city }: { $what }
calendar-window-summary = { $title } (точный день не назначен)
