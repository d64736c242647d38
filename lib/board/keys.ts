import { AppError } from "../errors";

/**
 * Keys of the flat roots: `<id>` is existence, `<id>/<property>` one property, `<taskId>|<optionId>` a fit.
 * An id starts with a letter or a digit and holds neither `/` nor `|`. It is no name that every JavaScript object
 * inherits (`constructor`, `toString`): `record[id]` would find that in a record without it.
 */
const ID = /^[A-Za-z0-9][A-Za-z0-9_:-]{0,63}$/;

export const isId = (value: unknown): value is string =>
  typeof value === "string" && ID.test(value) && !isInherited(value);

export const isInherited = (name: string): boolean => name in Object.prototype;

/** Ids of a list, each once, in order; null when one of them is none. */
export function parseIds(value: unknown): string[] | null {
  if (!Array.isArray(value) || value.length > MAX_ROLES || !value.every(isId)) return null;
  return [...new Set(value)];
}

export function requireRoles(roles: readonly string[]): string[] {
  const ids = parseIds([...roles]);
  if (!ids) throw new AppError("bad-input");
  return ids;
}

/** No board has more roles than this; a longer list is not one. */
export const MAX_ROLES = 20;

// 32 characters that nobody confuses, so that five random bits pick one without bias.
const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** 60 random bits: short in keys that are repeated a thousand times, and no two on one board alike. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => ALPHABET[byte % 32]).join("");
}

/** The id a caller brought along (a template's, a pasted card's), or a new one. */
export function idOr(given: string | undefined, prefix = ""): string {
  if (given === undefined) return prefix + newId();
  if (!isId(given) || !given.startsWith(prefix)) throw new AppError("bad-input");
  return given;
}

/** Task and group ids meet as ends of a flow: the prefix keeps them apart. */
export const GROUP_PREFIX = "group:";

export const fitKey = (task: string, option: string): string => `${task}|${option}`;

export function parseFitKey(key: string): { task: string; option: string } | null {
  const bar = key.indexOf("|");
  const task = key.slice(0, bar);
  const option = key.slice(bar + 1);
  return bar > 0 && isId(task) && isId(option) ? { task, option } : null;
}
