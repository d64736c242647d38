import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import type { LoggedRow } from "./board-store";
import { pack } from "../../lib/db/packed";
import { decodeSegment, encodeSegment, rowsOfArchive } from "./segment";

const rows: LoggedRow[] = Array.from({ length: 200 }, (_, i) => ({
  seq: i + 1,
  epoch: 1,
  writer: "w",
  number: i + 1,
  userId: i % 2 === 0 ? "5d3b1c6e-7f2a-4c1d-9a77-2f6f0a1b2c3d" : null,
  writtenAt: new Date(1_700_000_000_000 + i),
  checksum: i === 0 ? null : new Uint8Array(32).fill(i),
  data: new Uint8Array(20).fill(i),
}));

test("what is archived comes back as it was, in a fraction of the room", () => {
  const segment = encodeSegment(rows);
  expect(rowsOfArchive(pack(segment))).toEqual(rows);
  expect(pack(segment).length).toBeLessThan(segment.length / 3);
});

test("a segment from before archives were packed is read as well", () => {
  expect(rowsOfArchive(encodeSegment(rows))).toEqual(rows);
});

test("what is not as it was written is nothing", () => {
  const segment = encodeSegment(rows);
  const archive = pack(segment);
  let refused = 0;
  for (let at = 0; at < archive.length; at++) {
    const harmed = archive.slice();
    harmed[at] = (harmed[at] ?? 0) ^ 1;
    const found = rowsOfArchive(harmed);
    if (found === null) refused += 1;
    // Another distance may point to the same bytes again.
    else expect(found).toEqual(rows);
  }
  expect(refused).toBeGreaterThan(archive.length * 0.9);
  expect(rowsOfArchive(archive.subarray(0, archive.length / 2))).toBeNull();
  expect(rowsOfArchive(new Uint8Array(deflateSync("anything else")))).toBeNull();
  expect(rowsOfArchive(new Uint8Array())).toBeNull();
  expect(decodeSegment(segment.subarray(1))).toBeNull();
});
