# Просмотр прочитанного плана и его внесение.

plan-read-summary = { $year } год{ $draft ->
    [yes] , проект
   *[no] { "" }
  }: { $events ->
    [one] { $events } мероприятие
    [few] { $events } мероприятия
   *[many] { $events } мероприятий
  }, { $jubilees ->
    [0] юбилеев нет
    [one] { $jubilees } юбилей
    [few] { $jubilees } юбилея
   *[many] { $jubilees } юбилеев
  }, { $days ->
    [0] Дней городов нет
    [1] День { $days } города
    [one] Дни { $days } города
   *[other] Дни { $days } городов
  }
plan-read-kind = { $kind ->
    [own] мероприятие МАГ
    [participation] участие
    [partner] мероприятие партнёров
   *[activity] постоянная работа
}
plan-read-status = { $status ->
    [cancelled] отменено
    [moved] перенесено
    [confirmed] подтверждено
   *[planned] { "" }
}
plan-read-no-date = даты нет
plan-read-invalid = «{ $raw }»: такой даты нет
plan-read-days = { $raw } [{ $days }]
plan-read-until = { $raw } [… { $end }]
plan-read-jubilees = Юбилеи городов
plan-read-city-days = Дни городов
plan-read-approximate = ориентировочно
plan-read-footnotes = Сноски
plan-read-counts = Строк прочитано: { $read }, под сомнением: { $doubted }, не прочитано: { $unread }
plan-doubts = Замечания: { $count }
plan-no-doubts = Замечаний нет.
plan-doubts-accepted = Принято раньше и не показано замечаний: { $count }
plan-losses = План не внесён, и никому ничего не сообщено: { $what }. Так бывает, когда документ прочитан с ошибкой: сверьте его с изменениями и замечаниями. Если всё верно, повторите с ключом --accept-losses.
plan-losses-events = пропало мероприятий { $count } из { $of } ({ $names }{ $more ->
    [yes] { " " }и другие
   *[no] { "" }
  })
plan-losses-cities = пропало городов { $count } из { $of } ({ $names }{ $more ->
    [yes] { " " }и другие
   *[no] { "" }
  })
plan-losses-lines = не прочитано строк с номером { $count } из { $of }
plan-changes-first = Плана на { $year } год ещё не было.
plan-changes-none = Документ не отличается от действующего плана на { $year } год.
plan-changes = Изменения по сравнению с действующим планом на { $year } год: { $count }
plan-change-kind = { $kind ->
    [new] новое
    [removed] исключено
    [cancelled] отменено
    [restored] возобновлено
    [moved] перенесено
    [relocated] другое место
    [renamed] переименовано
    [renumbered] другой номер
    [edited] изменено
    [city_added] город добавлен
    [city_removed] город исключён
    [city_moved] День города перенесён
   *[city_age_changed] другой возраст
}
plan-change-row = { $kind }: { $what }
plan-change-row-renamed = { $kind }: { $before } → { $after }
plan-change-row-turn = { $kind }: { $what }: { $before } → { $after }
plan-import-known = План на { $year } год уже внесён: в документе то же самое, что в действующей редакции. Ничего не изменено.
plan-import-ask = Внести план на { $year } год? [да/нет]
plan-import-yes = да д
plan-import-no = нет н
plan-import-ask-again = Ответьте «да» или «нет»
plan-import-whole = Весь план строка за строкой: ключ --full.
plan-import-left = План не внесён.
plan-import-done = План на { $year } год внесён, редакция { $edition }.
plan-list-row = { $summary }; редакция { $edition }, { $source }
plan-import-unanswered = План не внесён: на вопрос никто не ответил. Ключ --yes вносит план без вопроса.
plan-import-outrun = План не внесён: документ или действующий план изменились, пока задавался вопрос. Посмотрите изменения заново.
plan-undo-what = Отменяется последняя правка плана на { $year } год ({ $at }):
plan-undo-ask = Отменить эту правку плана на { $year } год? [да/нет]
plan-undo-left = План не изменён.
plan-undo-done = Правка отменена: план на { $year } год снова прежний. Ещё не ушедшие сообщения о ней не уйдут.
plan-undo-none = Отменять нечего: за последние 30 дней план не меняли, или прежнее состояние не сохранилось.
plan-undo-outrun = План не изменён: пока задавался вопрос, его изменил кто-то ещё. Выполните команду снова.
plan-undo-unanswered = План не изменён: на вопрос никто не ответил. Ключ --yes отменяет без вопроса.
plan-flag-row-split-into-events = строка разделена на мероприятия
plan-flag-row-joined-across-page-break = строка собрана через разрыв страницы
plan-flag-compound-title = в названии два мероприятия
plan-flag-bullet-list = в названии перечень
plan-flag-label-without-colon = после «Организаторы» нет двоеточия
plan-flag-full-stop-as-separator = организаторы разделены точкой
plan-flag-line-break-as-separator = организаторы разделены переносом строки
plan-flag-several-organiser-groups = несколько групп организаторов
plan-flag-unknown-city = города нет в справочнике
plan-flag-several-occurrences = несколько мест или дат
plan-flag-invalid-date = такой даты нет
plan-flag-unread-words = часть даты или места не понята
plan-flag-hybrid = очно и онлайн
plan-flag-weekday-mismatch = день недели не тот
plan-flag-date-outside-year = дата не этого года
plan-flag-no-date = дата не указана
plan-flag-age-word-mismatch = возраст напечатан с ошибкой
plan-age-misprinted = возраст напечатан с ошибкой: «{ $raw }»
plan-flag-no-age = возраст не указан
plan-flag-not-multiple-of-5 = возраст не делится на 5
plan-flag-in-both-lists = город есть в обоих списках
plan-flag-twice-in-list = город назван в списке дважды
