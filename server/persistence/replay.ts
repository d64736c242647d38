import { createHash } from "node:crypto";
import * as Y from "yjs";
import { ROOTS, rootOf } from "../../lib/board/roots";
import { type Damage, type LoadedBoard, type LoggedRow, NothingWhole } from "./board-store";
import { type Rest, inSlices } from "./slices";

/** A document with its roots, before any update: a root that is first met by name alone is no map. */
export function emptyDocument(): Y.Doc {
  const doc = new Y.Doc();
  for (const name of ROOTS) rootOf(doc, name);
  return doc;
}

/** Throws when these bytes do not make a whole document. */
export function documentOf(state: Uint8Array): Y.Doc {
  const doc = emptyDocument();
  Y.applyUpdate(doc, state);
  if (isHalf(doc)) throw new Error("the document has holes");
  return doc;
}

/**
 * What was loaded as a document. Of rows from before rows could be checked only replaying tells that one is no
 * update, or that what others build on is missing: the document then ends before, and the damage is said.
 */
export async function openLoaded(
  loaded: LoadedBoard,
  rest: Rest = inSlices(),
): Promise<{ doc: Y.Doc; rows: LoggedRow[]; damage: Damage | null }> {
  const { snapshot, rows } = loaded;
  const { doc, whole } = await replay(snapshot?.state ?? null, rows, rest);
  if (whole === rows.length) return { doc, rows, damage: loaded.damage };
  doc.destroy();
  const prefix = rows.slice(0, whole);
  if (!snapshot && whole === 0) throw new NothingWhole("nothing of the board's log can be read");
  const again = await replay(snapshot?.state ?? null, prefix, rest);
  const fromSeq = whole < loaded.archived ? 0 : (rows[whole]?.seq ?? 0);
  const asOf = prefix.at(-1)?.writtenAt ?? snapshot?.asOf ?? new Date(0);
  return { doc: again.doc, rows: prefix, damage: { reason: "unreadable", asOf, fromSeq } };
}

/** `whole`: after how many rows the document was last without holes. */
async function replay(
  state: Uint8Array | null,
  rows: readonly LoggedRow[],
  rest: Rest,
): Promise<{ doc: Y.Doc; whole: number }> {
  const doc = state ? documentOf(state) : emptyDocument();
  let whole = 0;
  let next = 0;
  try {
    while (next < rows.length) {
      const end = Math.min(next + ROWS_AT_ONCE, rows.length);
      // One transaction for many rows costs a fraction of one for each.
      doc.transact(() => {
        for (; next < end; next++) {
          Y.applyUpdate(doc, (rows[next] as LoggedRow).data);
          if (!isHalf(doc)) whole = next + 1;
        }
      });
      await rest();
    }
  } catch {
    // What is no update; the caller is told how far it went, and replays that far.
    return { doc, whole };
  }
  return { doc, whole };
}

/** Some 5 ms of small edits. */
const ROWS_AT_ONCE = 200;

const isHalf = (doc: Y.Doc): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;

/** Of what the document says and which history it knows: two that agree on both are the same board. */
export function fingerprint(doc: Y.Doc): string {
  const hash = createHash("sha256").update(Y.encodeStateVector(doc));
  for (const name of ROOTS) {
    const entries = [...rootOf(doc, name).entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    hash.update(`\n${name}\n${JSON.stringify(entries)}`);
  }
  return hash.digest("hex");
}
