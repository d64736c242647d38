import { expect, test } from "vitest";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import type { LoadedBoard, LoggedRow } from "./board-store";
import { emptyDocument, fingerprint, openLoaded } from "./replay";

/** A log of so many small edits, from before rows could be checked. */
function logOf(count: number): { loaded: LoadedBoard; doc: Y.Doc } {
  const doc = emptyDocument();
  const rows: LoggedRow[] = [];
  doc.on("update", (data: Uint8Array) => {
    const unchecked = { epoch: null, writer: null, number: null, checksum: null, userId: null };
    rows.push({ ...unchecked, seq: rows.length + 1, data, writtenAt: new Date(rows.length) });
  });
  for (let at = 0; at < count; at++) rootOf(doc, "tasks").set(`t${at % 500}`, at);
  const mark = { after: 0, known: [], head: null };
  const loaded = { epoch: 1, snapshot: null, rows, archived: 0, mark, retired: null, damage: null };
  return { loaded, doc };
}

test("[SY166] a long log is replayed in slices, between which others have their turn", async () => {
  const { loaded, doc } = logOf(20_000);
  let turns = 0;
  const others = setInterval(() => turns++, 0);
  const opened = await openLoaded(loaded);
  clearInterval(others);
  expect(fingerprint(opened.doc)).toBe(fingerprint(doc));
  expect(turns).toBeGreaterThan(2);
});

test("two documents with other content or history have other fingerprints", () => {
  const doc = emptyDocument();
  rootOf(doc, "tasks").set("a", 1);
  const same = emptyDocument();
  Y.applyUpdate(same, Y.encodeStateAsUpdate(doc));
  expect(fingerprint(same)).toBe(fingerprint(doc));
  const update = Y.encodeStateAsUpdate(doc);
  rootOf(doc, "tasks").delete("a");
  expect(fingerprint(doc)).not.toBe(fingerprint(same));
  rootOf(same, "tasks").set("a", 1);
  const again = emptyDocument();
  Y.applyUpdate(again, update);
  expect(fingerprint(again)).not.toBe(fingerprint(same));
});
