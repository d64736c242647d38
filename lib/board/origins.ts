/**
 * Where a transaction came from. Compare objects, never `transaction.local`: what an UndoManager changes is
 * local as well. One `person` object per tab, so that its UndoManager takes back that person's changes only.
 */
export type BoardOrigin =
  | { readonly kind: "person" }
  /** The server's own writing: seed, migration, repair. Nobody's undo touches it. */
  | { readonly kind: "server" };

export const personOrigin = (): BoardOrigin => ({ kind: "person" });
export const SERVER_ORIGIN: BoardOrigin = { kind: "server" };
