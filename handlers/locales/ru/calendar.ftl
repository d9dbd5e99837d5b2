# Файлы для календаря.

calendar-name = МАГ
calendar-city-summary = { $city }: { $what }
