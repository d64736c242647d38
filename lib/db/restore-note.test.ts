import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  epochAfterRestore,
  newRestoreNote,
  readRestoreNote,
  restoreNoteFile,
  writeRestoreNote,
} from "./restore-note";

let dataDir = "";
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-note-"));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

/** What a restore of a copy whose boards are all in their first epoch begins. */
function restored(): number {
  const note = newRestoreNote(dataDir, { state: "placed", copy: "a", newestEpoch: 1 });
  writeRestoreNote(dataDir, note);
  expect(readRestoreNote(dataDir)).toEqual(note);
  return note.epoch;
}

test("[SY178] two restores of one copy in the same second begin different epochs, with room for those between", () => {
  const first = restored();
  const second = restored();
  expect(second).toBeGreaterThan(first + 100);
  expect(restored()).toBeGreaterThan(second + 100);
});

test("[SY178] the number is past all that is known, also when the clock was set back, and fits the column", () => {
  const [now, later] = [Date.UTC(2026, 0, 1), Date.UTC(2087, 0, 1)];
  expect(epochAfterRestore(1, now + 1_000)).toBe(epochAfterRestore(1, now) + 1);
  expect(epochAfterRestore(epochAfterRestore(1, now), 0)).toBeGreaterThan(epochAfterRestore(1, now));
  expect(epochAfterRestore(1, later)).toBeLessThan(2 ** 31);
});

test("a note that was tampered with is refused, not taken for none", () => {
  expect(readRestoreNote(dataDir)).toBeNull();
  fs.writeFileSync(restoreNoteFile(dataDir), '{"state":"over"}');
  expect(() => readRestoreNote(dataDir)).toThrow("It says how far the last restore came");
});
