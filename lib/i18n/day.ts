/** Dates follow British order on the English pages: 2 December 2026, 15:42. */
export const dateLocale = (locale: string): string => (locale === "en" ? "en-GB" : locale);

/** A day as words. An instant is taken as the day it has in `timeZone`. */
export function longDay(at: Date, locale: string, timeZone?: string): string {
  return at.toLocaleDateString(dateLocale(locale), { dateStyle: "long", ...(timeZone ? { timeZone } : {}) });
}
