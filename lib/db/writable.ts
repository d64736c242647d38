import { AppError } from "../errors";

/**
 * May we still write? False while little disk is free on the embedded database's disk: a full disk makes it
 * hang, so writes are refused before that. Reads go on. Next bundles its own copy of every module: the answer
 * hangs on globalThis.
 */
const KEY = Symbol.for("plateau.writes-allowed");
const shared = globalThis as { [KEY]?: boolean };

export const writesAllowed = (): boolean => shared[KEY] ?? true;

export function setWritesAllowed(allowed: boolean): void {
  shared[KEY] = allowed;
}

/** First line of whatever stores something new. Throws `disk-nearly-full`. */
export function assertWritable(): void {
  if (!writesAllowed()) throw new AppError("disk-nearly-full");
}
