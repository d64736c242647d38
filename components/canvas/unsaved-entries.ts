import * as Y from "yjs";

/** An entry of the board as this tab has it; null where it was removed. */
export interface UnsavedEntry {
  root: string;
  key: string;
  value: unknown;
}

/** Which entries of the document the edits touched that are not known to be durable. */
export class UnsavedEntries {
  /** Root and key → number of the last edit that touched the entry. */
  readonly #touched = new Map<string, { root: string; key: string; edit: number }>();

  edited({ changed }: Y.Transaction, edit: number): void {
    for (const [type, keys] of changed) {
      const root = Y.findRootTypeKey(type);
      for (const key of keys) if (key !== null) this.#touched.set(`${root}\n${key}`, { root, key, edit });
    }
  }

  /** Edits up to this number are durable. */
  saved(edit: number): void {
    for (const [id, touched] of this.#touched) if (touched.edit <= edit) this.#touched.delete(id);
  }

  list(doc: Y.Doc): UnsavedEntry[] {
    return [...this.#touched.values()].map(({ root, key }) => {
      const entries = doc.share.get(root);
      return { root, key, value: entries instanceof Y.Map ? (entries.get(key) ?? null) : null };
    });
  }
}
