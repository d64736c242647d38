/**
 * Dates and times as every page says them. In British order on the English pages: 2 December 2026 at 15:42; in
 * French 2 décembre 2026 à 15 h 42. An instant is taken as it is in `timeZone`, without one where this runs.
 */
export const dateLocale = (locale: string): string => (locale === "en" ? "en-GB" : locale);

function say(at: Date, locale: string, form: Intl.DateTimeFormatOptions, timeZone?: string): string {
  const text = at.toLocaleDateString(dateLocale(locale), { ...form, ...(timeZone ? { timeZone } : {}) });
  // Intl writes "1 décembre"; French says the first of a month as an ordinal, and no other day.
  return locale === "fr" ? text.replace(/\b1 (?=\p{L})/u, "1er ") : text;
}

/** 2 December 2026 */
export const longDay = (at: Date, locale: string, timeZone?: string): string =>
  say(at, locale, { day: "numeric", month: "long", year: "numeric" }, timeZone);

/** 2 Dec 2026: in lists. */
export const shortDay = (at: Date, locale: string, timeZone?: string): string =>
  say(at, locale, { day: "numeric", month: "short", year: "numeric" }, timeZone);

/** 2 Dec: where the year goes without saying. */
export const dayOfYear = (at: Date, locale: string, timeZone?: string): string =>
  say(at, locale, { day: "numeric", month: "short" }, timeZone);

/** Wednesday 2 December */
export const weekday = (at: Date, locale: string, timeZone?: string): string =>
  say(at, locale, { weekday: "long", day: "numeric", month: "long" }, timeZone);

/** 15:42; in French 15 h 42, and 18 h on the hour. */
export function timeOfDay(at: Date, locale: string, timeZone?: string): string {
  const time = at.toLocaleTimeString(dateLocale(locale), {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(timeZone ? { timeZone } : {}),
  });
  if (locale !== "fr") return time;
  const [hour, minute] = time.split(":");
  return minute === "00" ? `${hour}\u202fh` : `${hour}\u202fh\u202f${minute}`;
}

/** 2 December 2026 at 15:42 */
export const moment = (at: Date, locale: string, timeZone?: string): string =>
  `${longDay(at, locale, timeZone)} ${locale === "fr" ? "à" : "at"} ${timeOfDay(at, locale, timeZone)}`;
