import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { readCanvasRecords } from "./canvas-root";
import { readBoard } from "./read";

const folder = new URL("./fixtures/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".bin"));

describe("documents of past versions", () => {
  test("[BD13] there is at least one of every version so far", () => {
    expect(names.filter((name) => name.startsWith("v1-"))).not.toEqual([]);
  });

  test.each(names)("[BD13] %s opens and says the same as when it was saved", (name) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Buffer.from(readFileSync(new URL(name, folder), "utf8"), "base64"));
    const said: unknown = JSON.parse(readFileSync(new URL(name.replace(/bin$/, "json"), folder), "utf8"));
    expect(readBoard(doc)).toEqual(said);
    const { records, skipped } = readCanvasRecords(doc);
    expect(records.length).toBeGreaterThan(26);
    expect(skipped).toBe(0);
  });
});
