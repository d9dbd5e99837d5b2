# Что сообщается о прочитанном документе плана: по предложению на каждое замечание и на каждый отказ.
# $list — events, jubilees или city_days; $row — номер, напечатанный в этом списке.

plan-reading-row = { $list ->
    [jubilees] Юбилеи, № { $row }
    [city_days] Дни городов, № { $row }
   *[events] Строка { $row }
}
plan-reading-list = { $list ->
    [jubilees] списка юбилеев
    [city_days] списка Дней городов
   *[events] списка мероприятий
}
plan-reading-numbers = { $list ->
    [jubilees] Юбилеи
    [city_days] Дни городов
   *[events] Мероприятия
}
plan-reading-first = { $first_list ->
    [jubilees] список юбилеев
    [city_days] список Дней городов
   *[events] строка { $first_row }
}
plan-reading-second = { $second_list ->
    [jubilees] список юбилеев
    [city_days] список Дней городов
   *[events] строка { $second_row }
}
plan-reading-usual = { $day } { $month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}
plan-reading-usual-last = { $last_day } { $last_month ->
    [1] января
    [2] февраля
    [3] марта
    [4] апреля
    [5] мая
    [6] июня
    [7] июля
    [8] августа
    [9] сентября
    [10] октября
    [11] ноября
   *[12] декабря
}

plan-warning-rows-out-of-order = Строки { $first } и { $second } идут не по порядку дат
plan-warning-cities-out-of-order = { $count ->
    [1] { $city } ({ $date }) стоит
   *[other] { $cities } и { $city } ({ $date }) стоят
} в списке ниже, чем { $after } ({ $after_date })
plan-warning-number-missing = { plan-reading-numbers }: после № { $after } не хватает № { $row }
plan-warning-number-repeated = { plan-reading-numbers }: № { $row } стоит дважды
plan-warning-title-missing = Строка { $row }: нет названия, мероприятие не прочитано («{ $text }»)
plan-warning-line-unread = Строка документа { $line } не разобрана: { $text }
plan-warning-column-unread = Столбец «{ $column }» не прочитан
plan-warning-column-guessed = Слова «{ $column }» над столбцом незнакомы; по содержанию он прочитан как { $role ->
    [title] название
    [place_and_when] место и дата
   *[when] дата
  }
plan-warning-row-continues = Строка { $row }: к ней присоединена строка без номера «{ $text }»; проверьте, не отдельное ли это мероприятие
plan-warning-heading-assumed = Строка документа { $line } без номера и даты принята за заголовок раздела: «{ $text }»
plan-warning-sum-row = Строка документа { $line } с итогом не учтена: «{ $text }»
plan-warning-extra-cell = { plan-reading-row }: за последним столбцом стоит ещё «{ $text }», это не прочитано
plan-warning-odd-number = Номер «{ $row }» непонятен, строка прочитана как мероприятие: «{ $text }»
plan-warning-status-unclear = { plan-reading-row }: неясно, что стало с мероприятием («{ $text }»); проверьте
plan-warning-struck-text = { plan-reading-row }: зачёркнутое не учтено («{ $text }»)
plan-warning-date-columns-differ = { plan-reading-row }: столбцы называют разные даты («{ $text }»)
plan-warning-year-differs = В заголовке назван другой год ({ $printed }), а план прочитан как план на { $year } год
plan-warning-several-organiser-groups = Строка { $row }: групп организаторов несколько, а название одно; строка не разделена («{ $text }»)
plan-warning-no-date = { plan-reading-row }: дата не указана («{ $text }»)
plan-warning-invalid-date = { plan-reading-row }: дата «{ $text }» неверна или неоднозначна, она оставлена как напечатана
plan-warning-date-outside-heading = { plan-reading-row }: дата «{ $text }» не подходит к заголовку «{ $heading }» над строкой
plan-warning-unread-words = { plan-reading-row }: не понято «{ $text }», проверьте дату и место
plan-warning-weekday-mismatch = { plan-reading-row }: в записи «{ $text }» день недели не совпадает с датой
plan-warning-date-outside-year = { plan-reading-row }: дата «{ $text }» не относится к { $year } году
plan-warning-unknown-city = { plan-reading-row }: города «{ $city }» нет в справочнике
plan-warning-city-under-two-names = { $first } ({ plan-reading-first }) и { $second } ({ plan-reading-second }) — один и тот же город
plan-warning-no-age = { plan-reading-row }: { $city }, возраст не указан
plan-warning-not-multiple-of-5 = { plan-reading-row }: { $city } стоит среди юбилеев, но возраст { $age } не делится на 5
plan-warning-in-both-lists = { $city } стоит и в списке юбилеев, и в списке Дней городов
plan-warning-twice-in-list = { plan-reading-row }: { $city } стоит в этом списке дважды
plan-warning-footnote-mark-without-text = У знака сноски «{ $mark }» в заголовке { plan-reading-list } нет своего текста
plan-warning-footnote-without-mark = На сноску «{ $text }» не ссылается ни один заголовок; она отнесена к обоим спискам городов
plan-warning-footnote-ref-misread = { $list } (напечатано «{ $mark }», прочитано как тот же знак)
plan-warning-city-proposal = Возможно, «{ $printed }» — это { $city }
plan-warning-date-differs-from-rule = { plan-reading-row }: { $city }, в плане { $date }, обычный День города — { plan-reading-usual }
plan-warning-date-outside-window = { plan-reading-row }: { $city }, в плане { $date }, обычно День города назначают между { plan-reading-usual } и { plan-reading-usual-last }
plan-warning-age-differs-from-plan = { plan-reading-row }: { $city }, в плане возраст { $age }, а по плану { $year } года выходит { $expected }
plan-warning-age-differs-from-founding = { plan-reading-row }: { $city }, в плане возраст { $age }, а по известному году основания выходит { $expected }
plan-warning-hand-edit-differs = { plan-reading-row }: { $field ->
    [when] дата исправлена вручную («{ $before }»), а в документе «{ $after }»
    [time] время исправлено вручную ({ $before }), а в документе { $after }
    [place] место исправлено вручную («{ $before }»), а в документе «{ $after }»
    [title] название исправлено вручную («{ $before }»), а в документе «{ $after }»
    [organisers] организаторы исправлены вручную («{ $before }»), а в документе «{ $after }»
    [kind] вид исправлен вручную ({ $before ->
        [own] мероприятие МАГ
        [participation] участие
        [partner] мероприятие партнёров
       *[activity] постоянная работа
    }), а в документе { $after ->
        [own] мероприятие МАГ
        [participation] участие
        [partner] мероприятие партнёров
       *[activity] постоянная работа
    }
   *[status] мероприятие оставлено в плане вручную, а в документе оно отменено
}; останется как в документе
plan-warning-hand-cancellation-kept = { plan-reading-row }: мероприятие «{ $text }» отменено вручную, а в документе отмены нет; оно останется отменённым
plan-warning-hand-added-kept = «{ $text }» добавлено вручную, в документе его нет; оно останется в плане
plan-warning-hand-city-day-kept = { plan-reading-row }: { $city }, в документе День города — { $date }, а секретариат назначил { plan-reading-usual }; останется назначенный день

plan-unreadable-missing = Файл { $found } не найден, или его не удаётся прочитать.
plan-unreadable-empty = Документ пуст.
plan-unreadable-too-large = Документ слишком велик: можно прочитать не больше { $expected } МБ, а в нём { $found } МБ.
plan-unreadable-too-long = Документ слишком длинный: можно прочитать не больше { $expected } строк, а в нём { $found }.
plan-unreadable-too-many-pages = Документ слишком длинный: можно прочитать не больше { $expected } страниц, а в нём { $found }.
plan-unreadable-unsupported = Файлы { $found } не читаются: сохраните документ как .docx или .xlsx. Читаются: { $expected }.
plan-unreadable-scanned = В документе одни изображения страниц, текста в нём нет: сохраните план как .docx или .xlsx.
plan-unreadable-not-certain = Таблицу этого документа нельзя прочитать с уверенностью: сохраните план как .docx или .xlsx.
plan-unreadable-wrong-type = Содержимое файла не соответствует его имени: внутри { $found ->
    [word] документ Word
    [excel] таблица Excel
    [open-document] документ LibreOffice
    [old-office] документ Word или Excel старого формата или с паролем
    [macros] документ с макросами
    [pdf] документ PDF
    [rtf] документ RTF
    [picture] картинка
    [web-page] веб-страница
    [archive] архив
    [text] простой текст
   *[other] не документ и не таблица
}; сохраните документ как .docx или .xlsx.
plan-unreadable-broken = Документ повреждён и не открывается.
plan-unreadable-too-heavy = Чтение документа требует слишком много времени или памяти.
plan-unreadable-not-text = Документ не похож на текст в известной кодировке. Ожидалось: { $expected }.
plan-unreadable-no-table = Таблица мероприятий не найдена. Ожидалась шапка вроде «{ $expected }»; найдено: { $found }.
plan-unreadable-no-rows = В таблице мероприятий нет ни одной строки с номером. Ожидалось: { $expected }; найдено: { $found }.
plan-unreadable-no-year = Из заголовка не ясно, на какой год план. Ожидалось: «{ $expected }»; найдено: { $found }.
plan-unreadable-several-years = В заголовке названо несколько лет. Ожидался один год; найдено: { $found }.
