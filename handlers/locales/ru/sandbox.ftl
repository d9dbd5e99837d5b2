# Страница песочницы.

sandbox-start-trial = Бот открыт на 1 марта 2020 года: по плану этого года скоро юбилеи, Дни городов и бюллетень. Пока часы не переведены, можно начать с другого дня.
sandbox-start-other = Пока часы не переведены, можно начать с другого дня.
sandbox-start-today = Сегодня
sandbox-scene-reminder = Напоминание
sandbox-scene-moved-date = Перенос даты
sandbox-scene-bulletin = Бюллетень
