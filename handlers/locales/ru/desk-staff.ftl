# Люди секретариата: кто что может.

desk-no-right = { $right ->
    [edit-plan] Изменять план могут только те, кому секретариат дал это право.
    [send] Писать читателям могут только те, кому секретариат дал это право.
    [any] Это доступно только секретариату.
   *[own] Это могут только владельцы бота.
}
desk-elsewhere = Эта команда работает в личном чате и в группе секретариата: отправьте её там.
desk-needs-name = Здесь важно, кто именно пишет. Отключите анонимность в правах администратора группы и повторите.

# меню и справка секретариата
command-cityday = Назначить День города: /cityday Казань 29 августа
command-editors = Редакторы и их права
command-log = Кто что изменил
command-guide = Руководство секретариата
desk-help = 🗂 <b>Для секретариата</b>
desk-help-cityday = /cityday Казань 29 августа — назначить День города
desk-help-log = /log форум — кто что изменил
desk-help-guide = /guide — руководство: всё по порядку, с картинками
desk-help-editors = /editors — редакторы и их права
desk-help-announce = /announce — объявление читателям
desk-help-import = /import — загрузить план документом
desk-help-revisions = /revisions — правки за 30 дней и их отмена
desk-help-stats = /stats — сколько подписчиков и что им доставлено
desk-help-diagnose = /diagnose — работает ли бот
desk-help-updates = /updates — сообщения, оставшиеся без ответа

# приветствие редактора; права перечислены через запятую
desk-right = { $right ->
    [edit-plan] изменять план
   *[send] писать читателям
}
desk-greeting = 👋 <b>Вы теперь редактор бота МАГ.</b>
    Вы можете: { $rights }.
    Ваши команды — в меню и в справке /help. Как всё устроено, рассказывает руководство: /guide.

# руководство; у файла одно имя на всех языках, потому что написан он по-русски
desk-guide-button = 📖 Руководство
desk-guide-file = Руководство секретариата МАГ.pdf
desk-guide-caption = Руководство секретариата: как внести план, исправить дату, выпустить бюллетень, ответить читателю.

# /editors
desk-editors = 👥 <b>Редакторы</b>
desk-editors-none = Пока никого. Назначьте редактора, и он сможет работать с планом или писать читателям.
desk-editors-line = • { $name }: { $rights }
desk-editor-button-add = ➕ Назначить редактора
desk-nameless = id { $number }
desk-right-none = пока ничего
desk-right-button = { $right ->
    [edit-plan] Изменять план
   *[send] Писать читателям
}
desk-editor = 👤 <b>{ $name }</b>
desk-editor-named = Редактор с { $date }, id { $number }
desk-editor-silent = Чата с ботом ещё нет: приветствие придёт после /start.
desk-editor-rights = Можно: { $rights }
desk-editor-button-dismiss = Снять с роли редактора
desk-editor-button-back = ← Все редакторы
desk-editor-ask = Кого назначить редактором? { $chat ->
    [group] Ответьте на это сообщение контактом или id этого человека. Выбрать его из списка можно в личном чате с ботом.
   *[private] Выберите человека кнопкой внизу, перешлите его сообщение, отправьте контакт или напишите id.
} Передумали? /cancel
desk-editor-button-choose = 👤 Выбрать человека
desk-editor-chosen = Выбрано: <b>{ $name }</b>
desk-editor-question = Назначить редактором: <b>{ $name }</b>. Что можно?
desk-editor-button-name = { $rights ->
    [edit-plan] Изменять план
    [send] Писать читателям
   *[both] И то и другое
}
desk-editor-button-leave = ← Не назначать
desk-editor-dismiss = Снять с роли редактора: <b>{ $name }</b>? Права пропадут сразу.
desk-editor-button-sure = Да, снять
desk-editor-button-keep = ← Оставить
desk-editor-dismissed = Готово, прав больше нет.
desk-editor-gone = Этого редактора уже нет в списке. Откройте список заново: /editors
desk-editor-owner = Это владелец бота, ему и так можно всё.
desk-editor-no-person = Редактором может быть только человек, а не бот, группа или канал.
desk-editor-hidden = { $name } скрывает свой аккаунт при пересылке. Выберите человека кнопкой, отправьте его контакт или напишите id.
desk-editor-no-account = У этого контакта нет аккаунта Telegram.
desk-editor-unclear = Не получилось понять, кто это. Перешлите сообщение этого человека, отправьте его контакт или напишите id — число. По имени @username найти человека нельзя.
