import type * as Y from "yjs";
import { DOMAIN_ROOTS, type DomainRoot, rootOf } from "./roots";

export interface BoardChange {
  roots: ReadonlySet<DomainRoot>;
  /** What the transaction was given: a `BoardOrigin`, an UndoManager, a provider. Compare by identity. */
  origin: unknown;
}

/** Calls back once per transaction that touched what `readBoard` reads. Returns the way to stop. */
export function boardObserve(doc: Y.Doc, changed: (change: BoardChange) => void): () => void {
  const named = new Map<unknown, DomainRoot>(DOMAIN_ROOTS.map((name) => [rootOf(doc, name), name]));
  const look = (transaction: Y.Transaction) => {
    const roots = new Set<DomainRoot>();
    for (const type of transaction.changed.keys()) {
      const name = named.get(type);
      if (name) roots.add(name);
    }
    if (roots.size > 0) changed({ roots, origin: transaction.origin });
  };
  doc.on("afterTransaction", look);
  return () => doc.off("afterTransaction", look);
}
