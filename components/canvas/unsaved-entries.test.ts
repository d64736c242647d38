import { expect, test } from "vitest";
import * as Y from "yjs";
import { UnsavedEntries } from "./unsaved-entries";

test("lists what unsaved edits touched, as the document has it now", () => {
  const doc = new Y.Doc();
  const entries = new UnsavedEntries();
  let edits = 0;
  doc.on("update", (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    entries.edited(transaction, ++edits);
  });
  const tasks = doc.getMap("tasks");
  tasks.set("a", 1);
  tasks.set("b", 1);
  entries.saved(1);
  tasks.set("b", 2);
  tasks.set("c", 3);
  tasks.delete("c");
  doc.getMap("meta").set("title", "Ours");
  expect(entries.list(doc)).toEqual([
    { root: "tasks", key: "b", value: 2 },
    { root: "tasks", key: "c", value: null },
    { root: "meta", key: "title", value: "Ours" },
  ]);
  entries.saved(edits);
  expect(entries.list(doc)).toEqual([]);
});
