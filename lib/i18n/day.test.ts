import { expect, test } from "vitest";
import { dayOfYear, longDay, moment, shortDay, timeOfDay, weekday } from "./day";

const at = new Date("2026-12-02T17:45:00Z");
const inParis = (say: typeof longDay, locale: string, when = at) => say(when, locale, "Europe/Paris");

test("English follows British order and the 24-hour clock", () => {
  expect(inParis(longDay, "en")).toBe("2 December 2026");
  expect(inParis(shortDay, "en")).toBe("2 Dec 2026");
  expect(inParis(dayOfYear, "en")).toBe("2 Dec");
  expect(inParis(weekday, "en")).toBe("Wednesday 2 December");
  expect(inParis(timeOfDay, "en")).toBe("18:45");
  expect(inParis(moment, "en")).toBe("2 December 2026 at 18:45");
  expect(inParis(timeOfDay, "en", new Date("2026-12-02T23:00:00Z"))).toBe("00:00");
});

test("French writes hours with an h", () => {
  expect(inParis(longDay, "fr")).toBe("2 décembre 2026");
  expect(inParis(shortDay, "fr")).toBe("2 déc. 2026");
  expect(inParis(dayOfYear, "fr")).toBe("2 déc.");
  expect(inParis(weekday, "fr")).toBe("mercredi 2 décembre");
  expect(inParis(longDay, "fr", new Date("2026-12-01T12:00:00Z"))).toBe("1er décembre 2026");
  expect(inParis(longDay, "fr", new Date("2026-12-21T12:00:00Z"))).toBe("21 décembre 2026");
  expect(inParis(timeOfDay, "fr")).toBe("18\u202fh\u202f45");
  expect(inParis(timeOfDay, "fr", new Date("2026-12-02T17:00:00Z"))).toBe("18\u202fh");
  expect(inParis(moment, "fr")).toBe("2 décembre 2026 à 18\u202fh\u202f45");
});
