import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { BoardAction } from "../../lib/access/can";
import { ROOTS, type RootName, rootOf } from "../../lib/board/roots";
import { Gate, actionForKey } from "./gate";
import { seed } from "./testing";
import { scanUpdate } from "./update-scan";

const EVERYTHING = () => true;
const NOTHING = () => false;
const EDITOR = (action: BoardAction) => action !== "session:lead";

function board(): Y.Doc {
  const doc = new Y.Doc();
  for (const name of ROOTS) rootOf(doc, name);
  Y.applyUpdate(doc, seed());
  return doc;
}

/** A member's copy, and what an edit of it would send. */
function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
function updateOf(doc: Y.Doc, edit: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array) => updates.push(update);
  doc.on("update", keep);
  doc.transact(() => edit(doc));
  doc.off("update", keep);
  return updates.length === 1 ? (updates[0] as Uint8Array) : Y.encodeStateAsUpdate(doc, before);
}

/** An update written by hand: one client's section of raw structs, and a delete set. */
function forge(
  structs: { client: number; clock: number; write: ((encoder: encoding.Encoder) => void)[] }[],
  deletes: [client: number, clock: number, length: number][] = [],
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, structs.length);
    for (const section of structs) {
      encoding.writeVarUint(encoder, section.write.length);
      encoding.writeVarUint(encoder, section.client);
      encoding.writeVarUint(encoder, section.clock);
      for (const write of section.write) write(encoder);
    }
    encoding.writeVarUint(encoder, deletes.length);
    for (const [client, clock, length] of deletes) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  });
}
const named =
  (root: string, key: string | null, value: unknown = 1) =>
  (encoder: encoding.Encoder) => {
    encoding.writeUint8(encoder, 8 | (key === null ? 0 : 0x20));
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, root);
    if (key !== null) encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as never);
  };
const after = (origin: [number, number] | null, right: [number, number] | null, values = [1]) => {
  return (encoder: encoding.Encoder) => {
    encoding.writeUint8(encoder, 8 | (origin ? 0x80 : 0) | (right ? 0x40 : 0));
    for (const id of [origin, right]) {
      if (!id) continue;
      encoding.writeVarUint(encoder, id[0]);
      encoding.writeVarUint(encoder, id[1]);
    }
    encoding.writeVarUint(encoder, values.length);
    for (const value of values) encoding.writeAny(encoder, value as never);
  };
};
const idOf = (doc: Y.Doc, root: RootName, key: string): [number, number] => {
  const item = rootOf(doc, root)._map.get(key);
  if (!item) throw new Error(`no ${root}/${key}`);
  return [item.lastId.client, item.lastId.clock];
};
const reasonOf = (doc: Y.Doc, bytes: Uint8Array): string => {
  const verdict = new Gate(doc).judge(bytes, EVERYTHING);
  return verdict.kind === "malformed" ? verdict.reason : verdict.kind;
};

describe("rights", () => {
  test("[SY20] each entry needs the right of what it holds", () => {
    expect(actionForKey("session", "timer")).toBe("session:lead");
    for (const key of ["title", "question", "policy/uncovered", "quorum/client"]) {
      expect(actionForKey("meta", key)).toBe("board:settings");
    }
    expect(actionForKey("meta", "optionNoun")).toBe("map:edit");
    expect(actionForKey("fits", "t1|o1")).toBe("map:edit");
  });

  test("[SY21] names every entry that an update sets, overwrites or deletes", () => {
    const doc = board();
    const update = updateOf(copyOf(doc), (copy) => {
      rootOf(copy, "tasks").set("t2", { order: 1 });
      rootOf(copy, "tasks").set("t1/title", "Gather data");
      rootOf(copy, "tasks").set("t1/title", "Gather all data");
      rootOf(copy, "meta").delete("question");
      rootOf(copy, "session").set("step", 2);
    });
    const verdict = new Gate(doc).judge(update, EVERYTHING);
    const names =
      verdict.kind === "accept" ? verdict.entries.map(({ root, key }) => `${root}/${key}`) : verdict;
    expect(new Set(names as string[])).toEqual(
      new Set(["tasks/t2", "tasks/t1/title", "meta/question", "session/step"]),
    );
  });

  test("[SY22] one entry without the right refuses the whole update", () => {
    const doc = board();
    const update = updateOf(copyOf(doc), (copy) => {
      rootOf(copy, "tasks").set("t2", { order: 1 });
      rootOf(copy, "session").set("step", 2);
    });
    expect(new Gate(doc).judge(update, EDITOR)).toEqual({
      kind: "not-allowed",
      entry: { root: "session", key: "step" },
      action: "session:lead",
    });
    expect(new Gate(doc).judge(update, EVERYTHING).kind).toBe("accept");
  });

  test("[SY23] a forged delete is judged by what it deletes", () => {
    const doc = board();
    const [client, clock] = idOf(doc, "session", "step");
    const verdict = new Gate(doc).judge(forge([], [[client, clock, 1]]), EDITOR);
    expect(verdict).toMatchObject({ kind: "not-allowed", entry: { root: "session", key: "step" } });
    // Fourteen bytes that would delete everything take along what is nobody's to delete.
    const all = forge([], [[client, 0, Y.getState(doc.store, client)]]);
    expect(new Gate(doc).judge(all, EVERYTHING)).toEqual({ kind: "malformed", reason: "servers-own" });
  });

  test("[SY24] what the document has already needs no right: a reader's answer carries all old deletions", () => {
    const doc = board();
    rootOf(doc, "tasks").set("t1/title", "Newer");
    rootOf(doc, "tasks").delete("t1");
    const copy = copyOf(doc);
    expect(new Gate(doc).judge(Y.encodeStateAsUpdate(copy), NOTHING)).toEqual({ kind: "nothing" });
    expect(new Gate(doc).judge(Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)), NOTHING)).toEqual({
      kind: "nothing",
    });
  });

  test("[SY25] an item that hangs on two entries at once is refused", () => {
    const doc = board();
    const own = 77;
    const open = idOf(doc, "tasks", "t1");
    const closed = idOf(doc, "session", "step");
    expect(reasonOf(doc, forge([{ client: own, clock: 0, write: [after(open, closed)] }]))).toBe(
      "two-places",
    );
    expect(reasonOf(doc, forge([{ client: own, clock: 0, write: [after(closed, open)] }]))).toBe(
      "two-places",
    );
  });

  test("[SY25] an item that rewrites the part of it that is known is refused", () => {
    const doc = board();
    const facilitator = copyOf(doc);
    facilitator.clientID = 5;
    Y.applyUpdate(
      doc,
      updateOf(facilitator, (it) => rootOf(it, "session").set("timer", 1)),
    );
    // Says that item 5/0 was always two values of a task: Yjs would take the place from here and link the rest
    // behind the timer, which deletes it.
    const forged = forge([
      {
        client: 5,
        clock: 0,
        write: [
          (encoder) => {
            encoding.writeUint8(encoder, 8 | 0x20);
            encoding.writeVarUint(encoder, 1);
            encoding.writeVarString(encoder, "tasks");
            encoding.writeVarString(encoder, "t1");
            encoding.writeVarUint(encoder, 2);
            encoding.writeAny(encoder, 1);
            encoding.writeAny(encoder, 2);
          },
        ],
      },
    ]);
    expect(new Gate(doc).judge(forged, EDITOR)).toEqual({ kind: "malformed", reason: "two-places" });
  });
});

describe("form", () => {
  const refused: [string, string, (doc: Y.Doc) => Uint8Array][] = [
    [
      "an unknown root",
      "unknown-root",
      () => forge([{ client: 7, clock: 0, write: [named("ballots", "a")] }]),
    ],
    [
      "a root named __proto__",
      "unknown-root",
      () => forge([{ client: 7, clock: 0, write: [named("__proto__", "a")] }]),
    ],
    ...["__proto__", "constructor", "prototype", "t1/__proto__", "constructor|o1"].map(
      (key): [string, string, (doc: Y.Doc) => Uint8Array] => [
        `the key ${key}`,
        "forbidden-key",
        () => forge([{ client: 7, clock: 0, write: [named("tasks", key)] }]),
      ],
    ),
    ["a list item", "not-a-map-entry", () => forge([{ client: 7, clock: 0, write: [named("tasks", null)] }])],
    [
      "the version of the document",
      "servers-own",
      () => forge([{ client: 7, clock: 0, write: [named("meta", "schemaVersion", 9)] }]),
    ],
    [
      "a prototype inside a value",
      "prototype-key",
      () =>
        forge([{ client: 7, clock: 0, write: [named("tasks", "t9", JSON.parse('{"__proto__":{"x":1}}'))] }]),
    ],
    [
      "bytes as a value",
      "not-a-json-value",
      () => forge([{ client: 7, clock: 0, write: [named("tasks", "t9", new Uint8Array(3))] }]),
    ],
    [
      "a value that nests 500 deep",
      "too-deep",
      () =>
        forge([
          {
            client: 7,
            clock: 0,
            write: [named("tasks", "t9", JSON.parse("[".repeat(500) + "]".repeat(500)))],
          },
        ]),
    ],
    [
      "a nested map",
      "not-a-json-value",
      (doc) => updateOf(copyOf(doc), (copy) => rootOf(copy, "tasks").set("m", new Y.Map())),
    ],
    [
      "text",
      "not-a-json-value",
      (doc) => updateOf(copyOf(doc), (copy) => rootOf(copy, "tasks").set("m", new Y.Text("a"))),
    ],
    [
      "a child of an item",
      "nested-type",
      (doc) => {
        const [client, clock] = idOf(doc, "tasks", "t1");
        const child = (encoder: encoding.Encoder) => {
          for (const n of [8 | 0x20, 0, client, clock]) encoding.writeVarUint(encoder, n);
          encoding.writeVarString(encoder, "k");
          encoding.writeVarUint(encoder, 1);
          encoding.writeAny(encoder, 1);
        };
        return forge([{ client: 7, clock: 0, write: [child] }]);
      },
    ],
    [
      "a GC struct: 15 bytes that make another's later edits vanish",
      "gc-struct",
      () =>
        forge([
          {
            client: 7,
            clock: 0,
            write: [
              (e) => {
                encoding.writeUint8(e, 0);
                encoding.writeVarUint(e, 2 ** 30);
              },
            ],
          },
        ]),
    ],
    [
      "a deleted run of a milliard",
      "bad-length",
      () =>
        forge([
          {
            client: 7,
            clock: 0,
            write: [
              (e) => {
                encoding.writeUint8(e, 1 | 0x20);
                encoding.writeVarUint(e, 1);
                encoding.writeVarString(e, "tasks");
                encoding.writeVarString(e, "a");
                encoding.writeVarUint(e, 2 ** 30);
              },
            ],
          },
        ]),
    ],
    [
      "a skip",
      "skip-struct",
      () =>
        forge([
          {
            client: 7,
            clock: 0,
            write: [
              (e) => {
                encoding.writeUint8(e, 10);
                encoding.writeVarUint(e, 5);
              },
            ],
          },
        ]),
    ],
    [
      "two sections of one client",
      "client-twice",
      () =>
        forge([
          { client: 7, clock: 0, write: [named("tasks", "a")] },
          { client: 7, clock: 1, write: [named("tasks", "b")] },
        ]),
    ],
    [
      "seven bytes that claim 33 million structs",
      "too-many-structs",
      () =>
        encoding.encode((e) => {
          for (const n of [1, 2 ** 25 - 1, 99, 0]) encoding.writeVarUint(e, n);
        }),
    ],
    ["bytes after the end", "trailing-bytes", () => Uint8Array.from([0, 0, 0])],
    ["no bytes", "not-an-update", () => new Uint8Array()],
  ];
  test.each(refused)("[SY30] refuses %s", (_name, reason, make) => {
    const doc = board();
    const before = Y.encodeStateAsUpdate(doc);
    expect(reasonOf(doc, make(doc))).toBe(reason);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  const incomplete: [string, (doc: Y.Doc) => Uint8Array][] = [
    ["a hole in its client's history", () => forge([{ client: 7, clock: 3, write: [named("tasks", "a")] }])],
    ["an origin that nobody has", () => forge([{ client: 7, clock: 0, write: [after([8, 0], null)] }])],
    ["an origin that is itself", () => forge([{ client: 7, clock: 0, write: [after([7, 0], null)] }])],
    [
      "origins in a circle",
      () =>
        forge([
          { client: 8, clock: 0, write: [after([7, 0], null)] },
          { client: 7, clock: 0, write: [after([8, 0], null)] },
        ]),
    ],
    [
      "origins in a circle through its clients' histories",
      () =>
        forge([
          { client: 8, clock: 0, write: [named("tasks", "a"), after([7, 1], null)] },
          { client: 7, clock: 0, write: [after([8, 1], null), named("tasks", "b")] },
        ]),
    ],
    ["deletions of what nobody has written", () => forge([], [[7, 0, 5]])],
  ];
  test.each(incomplete)("[SY31] holds back %s", (_name, make) => {
    expect(reasonOf(board(), make(board()))).toBe("missing");
  });

  test("[SY32] takes what one client hung on another's items in the same update, in whatever order", () => {
    const doc = board();
    const update = forge([
      { client: 9, clock: 0, write: [after([8, 0], null), named("tasks", "x")] },
      { client: 8, clock: 0, write: [after([7, 0], null), after([9, 1], null)] },
      { client: 7, clock: 0, write: [named("fits", "t1|o1")] },
    ]);
    const verdict = new Gate(doc).judge(update, EDITOR);
    expect(verdict).toEqual({
      kind: "accept",
      entries: [
        { root: "fits", key: "t1|o1" },
        { root: "tasks", key: "x" },
      ],
    });
    Y.applyUpdate(doc, update);
    expect(doc.store.pendingStructs).toBeNull();
  });

  test("[SY33] whatever Yjs makes of an accepted frame is what the gate saw", () => {
    const doc = board();
    const real = updateOf(copyOf(doc), (copy) => {
      for (let i = 0; i < 8; i++) rootOf(copy, "tasks").set(`n${i}`, { order: i, words: ["a", null, 1.5] });
      rootOf(copy, "tasks").set("n1", { order: 9 });
      rootOf(copy, "tasks").delete("n2");
    });
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(real.length - 1), to: fc.nat(255) }), { maxLength: 4 }),
        fc.nat(real.length),
        (flips, cut) => {
          const bytes = cut % 5 === 0 ? real.slice(0, cut) : real.slice();
          for (const { at, to } of flips) if (at < bytes.length) bytes[at] = to;
          const scan = scanUpdate(bytes);
          const verdict = new Gate(doc).judge(bytes, EVERYTHING);
          if (!scan.ok) return verdict.kind === "malformed";
          if (verdict.kind !== "accept") return true;
          const target = copyOf(doc);
          for (const name of ROOTS) rootOf(target, name);
          const touched = new Set<string>();
          target.on("afterTransaction", (transaction: Y.Transaction) => {
            for (const [type, keys] of transaction.changed) {
              const root = ROOTS.find((name) => rootOf(target, name) === (type as unknown));
              for (const key of keys) touched.add(`${root}/${key}`);
            }
          });
          Y.applyUpdate(target, bytes);
          const named = new Set(verdict.entries.map(({ root, key }) => `${root}/${key}`));
          const { pendingStructs, pendingDs } = target.store;
          return pendingStructs === null && pendingDs === null && [...touched].every((key) => named.has(key));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

test("[SY34] judges a frame of 50,000 structs in well under a second", () => {
  const doc = board();
  const many = updateOf(copyOf(doc), (copy) => {
    for (let i = 0; i < 25_000; i++) rootOf(copy, "tasks").set(`n${i}`, i);
    for (let i = 0; i < 24_000; i++) rootOf(copy, "tasks").set(`n${i}`, -i);
  });
  const started = performance.now();
  expect(new Gate(doc).judge(many, EDITOR).kind).toBe("accept");
  expect(performance.now() - started).toBeLessThan(1_000);
});
