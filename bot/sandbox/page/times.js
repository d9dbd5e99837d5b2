// Formats instants in Moscow's time, which is the bot's default.
import { language } from "./words.js";

const ZONE = "Europe/Moscow";

export function clockTime(unix) {
  return format(unix, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

export function dayName(unix) {
  return format(unix, { day: "numeric", month: "long", year: "numeric" });
}

export function longDay(unix) {
  return format(unix, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

export function dayAndTime(unix) {
  return format(unix, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

// for lists: the time on the same day, otherwise the day
export function shortWhen(unix, now) {
  if (dayName(unix) === dayName(now)) return clockTime(unix);
  return format(unix, { day: "2-digit", month: "2-digit", year: "2-digit" });
}

function format(unix, parts) {
  return new Intl.DateTimeFormat(language, { timeZone: ZONE, ...parts }).format(unix * 1000);
}

// returns an instant as Moscow's wall time, in the format of an input field
export function wallTime(unix) {
  const parts = new Intl.DateTimeFormat("sv", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" }).format(unix * 1000);
  return parts.replace(" ", "T");
}

// Moscow has had one offset since October 2014; earlier dates are not used in the sandbox
export function instantOf(wall) {
  return `${wall}:00+03:00`;
}

export function tomorrowAtTen(unix) {
  return instantOf(`${wallTime(unix + 86400).slice(0, 10)}T10:00`);
}

export function size(bytes) {
  const units = language === "ru" ? ["Б", "КБ", "МБ"] : ["B", "KB", "MB"];
  let power = 0;
  for (; bytes >= 1024 && power < 2; power += 1) bytes /= 1024;
  return `${(power ? bytes.toFixed(1) : String(bytes)).replace(".", language === "ru" ? "," : ".")} ${units[power]}`;
}
