// The texts of the page in Russian and English. The bot's texts come from the bot.
const WORDS = {
  ru: {
    start: "Запустить", restart: "Разблокировать бота", block: "Заблокировать", unblock: "Разблокировать", leave: "Покинуть", join: "Вступить",
    couldJoin: "Можно вступить", write: "Сообщение", channel: "Писать могут только администраторы", empty: "Здесь пока пусто", you: "Вы", bot: "бот", edited: "изменено",
    typing: "печатает…", uploading: "отправляет файл…", chats: "Чаты", people: "Люди", search: "Найти человека", more: "Ещё", newWindow: "Открыть в новом окне",
    clock: "Часы", hour: "+1 час", day: "+1 день", week: "+7 дней", tomorrow: "Завтра в 10:00", next: "К следующему событию", set: "Перейти", moscow: "по Москве",
    pick: "Дата и время", moving: "Часы идут…", faults: "Сбои Telegram", heal: "Всё исправить", kind: "Что случается", method: "С каким методом", share: "Как часто",
    anyMethod: "с любым", strike: "Включить", times: "Сколько раз", once: "один раз", thrice: "три раза", always: "постоянно", shareAll: "каждый вызов", shareHalf: "каждый второй", shareTenth: "каждый десятый",
    flood: "429: слишком часто", server: "500: сбой сервера", bad_gateway: "502: шлюз не отвечает", unauthorized: "401: токен не подходит", blocked: "403: бот заблокирован", deactivated: "403: человек удалён",
    not_started: "403: чат не начат", kicked: "403: бот исключён", not_member: "403: бот не в канале", silence: "Тишина 5 секунд", slow: "Медленно, 5 секунд", reset: "Обрыв связи", lost: "Ответ потерян", migrate: "Группа переехала",
    calls: "Вызовы бота", pending: "Ждут бота", none: "Пока нет", polls: "Показывать опросы", refused: "Отказано", request: "Запрос", answer: "Ответ", noReply: "ответа не было",
    copied: "Скопировано", noAnswer: "Бот не ответил", members: "участников", group: "группа", channelKind: "канал",
    choose: "Выберите чат", file: "Файл", photo: "Фото", place: "Место на карте", joined: "вступает в группу", left: "выходит из группы",
    migrated: "Группа стала супергруппой", failed: "Не получилось", theme: "Светлая или тёмная тема", language: "English", attach: "Прикрепить файл",
    send: "Отправить", tools: "Часы и сбои", back: "К списку чатов", ephemeral: "видите только вы", who: "Кто вы?", gone: "Нет связи с песочницей. Страница ждёт её возвращения.",
    unread: "Не прочитано", messages: "Сообщения", keys: "Клавиатура бота", pinned: "Закреплено", spoiler: "Скрытый текст", sendPlace: "Отправить место", choosePerson: "Кого выбрать?", chooseChannel: "Какой канал?", nothingToChoose: "Выбирать не из чего: здесь нужны права администратора.", chosen: "Выбрано:", latitude: "Широта", longitude: "Долгота",
    cancel: "Отмена", reply: "В ответ на", replyTo: "Ответить на сообщение", correct: "Изменить сообщение", correcting: "Изменение", close: "Закрыть", drop: "Отпустите, чтобы отправить", menu: "Команды бота", results: "Что предлагает бот", forwarded: "Переслано от", quote: "Цитата, нажмите, чтобы раскрыть",
    toBottom: "К последним сообщениям", copy: "копировать", opens: "откроется", topic: "Тема", allTopics: "Все темы", startDay: "Начало", startDate: "Начать в другой день", startThere: "Начать отсюда", show: "Показать", facts: "О программе",
    database: "База данных сохраняется", temporary_database: "База данных до остановки", nothingDue: "Впереди пока ничего нет", tooBig: "Файл больше 50 МБ",
  },
  en: {
    start: "Start", restart: "Unblock the bot", block: "Block", unblock: "Unblock", leave: "Leave", join: "Join",
    couldJoin: "You could join", write: "Message", channel: "Only administrators can post", empty: "Nothing here yet", you: "You", bot: "bot", edited: "edited",
    typing: "typing…", uploading: "sending a file…", chats: "Chats", people: "People", search: "Find somebody", more: "More", newWindow: "Open in a new window",
    clock: "Clock", hour: "+1 hour", day: "+1 day", week: "+7 days", tomorrow: "Tomorrow 10:00", next: "Next reminder", set: "Go", moscow: "Moscow time",
    pick: "Date and time", moving: "The clock is moving…", faults: "Telegram's bad days", heal: "Make it all work", kind: "What happens", method: "To which method", share: "How often",
    anyMethod: "any", strike: "Switch on", times: "How many times", once: "once", thrice: "three times", always: "always", shareAll: "every call", shareHalf: "every second", shareTenth: "every tenth",
    flood: "429: too many requests", server: "500: server failure", bad_gateway: "502: bad gateway", unauthorized: "401: wrong token", blocked: "403: bot blocked", deactivated: "403: person deleted",
    not_started: "403: chat not started", kicked: "403: bot kicked", not_member: "403: not in the channel", silence: "Silence for 5 seconds", slow: "Slow, 5 seconds", reset: "Connection reset", lost: "Answer lost", migrate: "Group migrated",
    calls: "The bot's calls", pending: "Waiting for the bot", none: "None yet", polls: "Show polling", refused: "Refused", request: "Request", answer: "Answer", noReply: "never answered",
    copied: "Copied", noAnswer: "The bot did not answer", members: "members", group: "group", channelKind: "channel",
    choose: "Choose a chat", file: "File", photo: "Photo", place: "Place on the map", joined: "joined the group", left: "left the group",
    migrated: "The group became a supergroup", failed: "That did not work", theme: "Light or dark theme", language: "Русский", attach: "Attach a file",
    send: "Send", tools: "Clock and faults", back: "Back to the chats", ephemeral: "only you can see this", who: "Who are you?", gone: "No connection to the sandbox. The page waits for its return.",
    unread: "Unread", messages: "Messages", keys: "The bot's keyboard", pinned: "Pinned", spoiler: "Hidden text", sendPlace: "Send a place", choosePerson: "Choose a person", chooseChannel: "Choose a channel", nothingToChoose: "Nothing to choose: an administrator’s rights are needed here.", chosen: "Chosen:", latitude: "Latitude", longitude: "Longitude",
    cancel: "Cancel", reply: "In reply to", replyTo: "Reply to the message", correct: "Edit the message", correcting: "Editing", close: "Close", drop: "Drop to send", menu: "The bot's commands", results: "What the bot offers", forwarded: "Forwarded from", quote: "Quote, press to unfold",
    toBottom: "To the latest messages", copy: "copies", opens: "opens", topic: "Topic", allTopics: "All topics", startDay: "Start", startDate: "Start on another day", startThere: "Start there", show: "Show", facts: "About the program",
    database: "Database, kept", temporary_database: "Database, until the stop", nothingDue: "Nothing lies ahead yet", tooBig: "The file is larger than 50 MB",
  },
};

export let language = localStorage.getItem("language") || ((navigator.language || "ru").startsWith("ru") ? "ru" : "en");

export function word(key) {
  return WORDS[language][key] ?? key;
}

export function switchLanguage() {
  language = language === "ru" ? "en" : "ru";
  localStorage.setItem("language", language);
}
