// The page's own words. What the bot says comes from the bot.
const WORDS = {
  ru: {
    start: "Запустить", restart: "Разблокировать", block: "Заблокировать", unblock: "Разблокировать",
    write: "Сообщение", channel: "Писать могут только администраторы", empty: "Здесь пока пусто", you: "Вы", bot: "бот", edited: "изменено",
    clock: "Часы", hour: "+1 час", day: "+1 день", week: "+7 дней", tomorrow: "Завтра в 10:00", set: "Перейти", moscow: "по Москве",
    faults: "Сбои Telegram", heal: "Всё исправить", flood: "429 · подождать 3 с", server: "500 · сбой", blocked: "403 · заблокирован", silence: "Тишина 5 с",
    reset: "Обрыв связи", once: "один раз", always: "постоянно", calls: "Вызовы бота", pending: "Ждут бота", none: "Пока нет",
    copied: "Скопировано", noAnswer: "Бот не ответил", members: "участников", group: "группа", channelKind: "канал", supergroup: "группа",
    choose: "Выберите чат", file: "Файл", photo: "Фото", place: "Место на карте", joined: "вступает в группу", left: "выходит из группы",
    migrated: "Группа стала супергруппой", failed: "Не получилось", theme: "Светлая или тёмная тема", language: "English", attach: "Прикрепить файл",
    send: "Отправить", tools: "Часы и сбои", back: "К списку чатов", ephemeral: "видите только вы", who: "Кто вы?", lost: "Нет связи с песочницей",
  },
  en: {
    start: "Start", restart: "Unblock", block: "Block the bot", unblock: "Unblock",
    write: "Message", channel: "Only administrators can post", empty: "Nothing here yet", you: "You", bot: "bot", edited: "edited",
    clock: "Clock", hour: "+1 hour", day: "+1 day", week: "+7 days", tomorrow: "Tomorrow 10:00", set: "Go", moscow: "Moscow time",
    faults: "Telegram's bad days", heal: "Make it all work", flood: "429 · wait 3 s", server: "500 · failure", blocked: "403 · blocked", silence: "Silence for 5 s",
    reset: "Connection reset", once: "once", always: "always", calls: "The bot's calls", pending: "Waiting for the bot", none: "None yet",
    copied: "Copied", noAnswer: "The bot did not answer", members: "members", group: "group", channelKind: "channel", supergroup: "group",
    choose: "Choose a chat", file: "File", photo: "Photo", place: "Place on the map", joined: "joined the group", left: "left the group",
    migrated: "The group became a supergroup", failed: "That did not work", theme: "Light or dark theme", language: "Русский", attach: "Attach a file",
    send: "Send", tools: "Clock and faults", back: "Back to the chats", ephemeral: "only you can see this", who: "Who are you?", lost: "No connection to the sandbox",
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

const ZONE = "Europe/Moscow";

export function clockTime(unix) {
  return new Intl.DateTimeFormat(language, { timeZone: ZONE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(unix * 1000);
}

export function dayName(unix) {
  return new Intl.DateTimeFormat(language, { timeZone: ZONE, day: "numeric", month: "long", year: "numeric" }).format(unix * 1000);
}

export function longDay(date) {
  return new Intl.DateTimeFormat(language, { timeZone: ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(date);
}

export function size(bytes) {
  const units = language === "ru" ? ["Б", "КБ", "МБ"] : ["B", "KB", "MB"];
  let power = 0;
  for (; bytes >= 1024 && power < 2; power += 1) bytes /= 1024;
  return `${power ? bytes.toFixed(1) : bytes} ${units[power]}`;
}
