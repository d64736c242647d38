/**
 * The addresses under which people reach this instance. The server fills the list once it knows its port; Next
 * bundles its own copy of every module, so the meeting point is `globalThis`.
 */
const KEY = Symbol.for("plateau.own-origins");
const shared = globalThis as { [KEY]?: readonly string[] };

/** The list may still grow after this call: it is read at every request. */
export function setOwnOrigins(origins: readonly string[]): void {
  shared[KEY] = origins;
}

/**
 * Whether a request's `Origin` is one of ours, exactly, or the very host that was asked: a session cookie comes
 * along with requests that other sites make, and only their origin tells them from ours.
 */
export function isOwnOrigin(origin: string | null, host: string | null): boolean {
  if (origin === null || !URL.canParse(origin)) return false;
  return (shared[KEY] ?? []).includes(origin) || new URL(origin).host === host;
}
