import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { pack, unpack } from "./packed";
import { describeOnEachEngine } from "./testing";

test("what was packed comes back, and what never was stays", () => {
  for (const bytes of [new Uint8Array(), Uint8Array.of(0), new Uint8Array(5_000).fill(7)])
    expect(unpack(pack(bytes))).toEqual(bytes);
  expect(pack(new Uint8Array(5_000).fill(7)).length).toBeLessThan(100);
  // A state of 120 clients begins as packed bytes do.
  const plain = Uint8Array.of(0x78, 0x01, 2, 3, 4, 5, 6, 7, 8, 9);
  expect(unpack(plain)).toEqual(plain);
});

test("damaged bytes are not taken for what they were", () => {
  const state = Uint8Array.from({ length: 1_000 }, (_, i) => (i * 31) % 251);
  const packed = pack(state);
  expect(unpack(packed.subarray(0, packed.length - 1))).not.toEqual(state);
});

describeOnEachEngine("packed columns", (open) => {
  test("the database does not compress what comes packed", async () => {
    const db = await open();
    const { rows } = await db.execute<{ name: string }>(sql`
      select attrelid::regclass || '.' || attname as name from pg_attribute
      where attstorage = 'e' and attrelid in ('board_snapshots'::regclass, 'board_versions'::regclass) order by 1`);
    expect(rows.map((row) => row.name)).toEqual([
      "board_snapshots.segment",
      "board_snapshots.state",
      "board_versions.state",
    ]);
  });
});
