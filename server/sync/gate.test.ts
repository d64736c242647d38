import fc from "fast-check";
import * as encoding from "lib0/encoding";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { BoardAction } from "../../lib/access/can";
import { ROOTS, type RootName, rootOf } from "../../lib/board/roots";
import { Gate, actionForKey } from "./gate";
import { seed } from "./testing";
import { after, bomb, collected, deleted, deletedAfter, forge, named } from "./testing-forge";
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
    expect(new Gate(doc).judge(forged, EDITOR)).toEqual({ kind: "twin-client", client: 5 });
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
    ...["__proto__", "constructor", "prototype", "toString", "t1/__proto__", "constructor|o1"].map(
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
      () => forge([{ client: 7, clock: 0, write: [collected(2 ** 30)] }]),
    ],
    [
      "a deleted run of a milliard",
      "bad-length",
      () => forge([{ client: 7, clock: 0, write: [deleted("tasks", "a", 2 ** 30)] }]),
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
    ["seven bytes that claim 33 million structs", "too-many-structs", () => bomb(2 ** 25 - 1)],
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
      grown: [9, 8, 7],
      removals: 0,
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

test("[SY34] judges a frame of 50,000 structs in well under a second of work", () => {
  const doc = board();
  const many = updateOf(copyOf(doc), (copy) => {
    for (let i = 0; i < 25_000; i++) rootOf(copy, "tasks").set(`n${i}`, i);
    for (let i = 0; i < 24_000; i++) rootOf(copy, "tasks").set(`n${i}`, -i);
  });
  // Work, not time: other processes of this machine are none of the gate's doing.
  const started = process.cpuUsage();
  expect(new Gate(doc).judge(many, EDITOR).kind).toBe("accept");
  expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
});

describe("writers", () => {
  test("[SY35] new history under an id that the sender may not extend is refused, known history is not", () => {
    const doc = board();
    const copy = copyOf(doc);
    copy.clientID = 5;
    const first = updateOf(copy, (it) => rootOf(it, "tasks").set("t1/title", "One"));
    const isMine = (client: number) => client !== 5;
    expect(new Gate(doc).judge(first, EVERYTHING, isMine)).toEqual({ kind: "foreign-client", client: 5 });
    Y.applyUpdate(doc, first);
    expect(new Gate(doc).judge(first, EVERYTHING, isMine)).toEqual({ kind: "nothing" });
    // The deletion of what somebody else wrote goes on with nobody's history.
    const removal = forge([], [[5, 0, 1]]);
    expect(new Gate(doc).judge(removal, EVERYTHING, isMine)).toMatchObject({ kind: "accept", grown: [] });
  });

  const values = { list: [1, -0, Number.NaN, 1e300, null, undefined, "\u00e9", { nested: [true] }] };
  /** Client 5 wrote t1/title three times, t2 once, and deleted t2. */
  function history() {
    const doc = board();
    const copy = copyOf(doc);
    copy.clientID = 5;
    copy.gc = false;
    const before = Y.encodeStateVector(copy);
    const tasks = rootOf(copy, "tasks");
    tasks.set("t1/title", "One");
    tasks.set("t1/title", "Two");
    tasks.set("t1/title", "Three");
    tasks.set("t2", values);
    tasks.set("t3", values);
    tasks.delete("t3");
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, before));
    return { doc, copy, before };
  }

  test("[SY36] an honest repetition is what stands there, with and without what was deleted since", () => {
    const { doc, copy, before } = history();
    const withOld = Y.encodeStateAsUpdate(copy, before);
    expect(new Gate(doc).judge(withOld, NOTHING)).toEqual({ kind: "nothing" });
    // A copy that has forgotten what was deleted, as one with garbage collection.
    expect(new Gate(doc).judge(Y.encodeStateAsUpdate(copyOf(doc)), NOTHING)).toEqual({ kind: "nothing" });
    // A merged repetition that goes on beyond what is known: the next write merges with deleted ones.
    rootOf(copy, "tasks").set("t1/title", "Four");
    expect(new Gate(doc).judge(Y.encodeStateAsUpdate(copyOf(copy), before), EDITOR).kind).toBe("accept");
    expect(new Gate(doc).judge(Y.encodeStateAsUpdate(copy, before), EDITOR).kind).toBe("accept");
  });

  test.each<[string, (doc: Y.Doc) => Uint8Array]>([
    ["another value", () => forge([{ client: 5, clock: 3, write: [named("tasks", "t2", { list: [2] })] }])],
    ["another entry", () => forge([{ client: 5, clock: 3, write: [named("tasks", "t9", values)] }])],
    ["another root", () => forge([{ client: 5, clock: 3, write: [named("fits", "t2", values)] }])],
    ["another entry, deleted", () => forge([{ client: 5, clock: 3, write: [deleted("tasks", "t9")] }])],
    [
      "another entry for what is deleted here",
      () => forge([{ client: 5, clock: 4, write: [named("tasks", "t9", values)] }]),
    ],
    ["a neighbour on another entry", () => forge([{ client: 5, clock: 3, write: [after([5, 0], null)] }])],
    ["a neighbour that nobody has", () => forge([{ client: 5, clock: 3, write: [after([9, 9], null)] }])],
    [
      "more than is known, the known part another",
      () => forge([{ client: 5, clock: 3, write: [after([5, 2], null, [1, 2, 3])] }]),
    ],
    [
      "the known part as it is, and then another",
      () =>
        forge([{ client: 5, clock: 3, write: [named("tasks", "t2", values), named("tasks", "t4", "twin")] }]),
    ],
  ])("[SY36] a twin that says %s is known, and nothing changes", (_name, make) => {
    const { doc } = history();
    const before = Y.encodeStateAsUpdate(doc);
    expect(new Gate(doc).judge(make(doc), EVERYTHING)).toEqual({ kind: "twin-client", client: 5 });
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });
});

describe("removals", () => {
  const removalsOf = (doc: Y.Doc, bytes: Uint8Array) => {
    const verdict = new Gate(doc).judge(bytes, EVERYTHING);
    return verdict.kind === "accept" ? verdict.removals : verdict.kind;
  };

  test("[SY38] counts entries that are gone, not values that are replaced", () => {
    const doc = board();
    const tasks = (it: Y.Doc) => rootOf(it, "tasks");
    const by = (edit: (doc: Y.Doc) => void) => removalsOf(doc, updateOf(copyOf(doc), edit));
    expect(by((it) => tasks(it).set("t1/title", "New"))).toBe(0);
    expect(by((it) => tasks(it).delete("t1/title"))).toBe(1);
    expect(
      by((it) => {
        tasks(it).delete("t1/title");
        tasks(it).set("t1/title", "Back");
      }),
    ).toBe(0);
    expect(
      by((it) => {
        tasks(it).set("t1/title", "Gone");
        tasks(it).delete("t1/title");
        tasks(it).delete("t1");
      }),
    ).toBe(2);
    expect(
      by((it) => {
        tasks(it).set("n1", 1);
        tasks(it).delete("n1");
        tasks(it).set("n2", 1);
      }),
    ).toBe(0);
  });

  test("[SY38] a removal that is dressed as a change is counted", () => {
    const doc = board();
    const title = idOf(doc, "tasks", "t1/title");
    // Deleted content written over a value deletes it without any deletion being said.
    expect(removalsOf(doc, forge([{ client: 7, clock: 0, write: [deletedAfter(title)] }]))).toBe(1);
    // A new value that hangs before the old one never shows.
    const before = forge([{ client: 7, clock: 0, write: [after(null, title)] }], [[...title, 1]]);
    expect(removalsOf(doc, before)).toBe(1);
    // A second, dead item beside the new value.
    const beside = forge(
      [
        { client: 8, clock: 0, write: [deletedAfter(title)] },
        { client: 7, clock: 0, write: [after(title, null)] },
      ],
      [[...title, 1]],
    );
    expect(removalsOf(doc, beside)).toBe(1);
  });

  test("[SY38] no removal of any update of forged neighbours goes uncounted", () => {
    const start = board();
    const keys = ["t1", "t1/title", "t1/parent"];
    const place = fc.record({
      on: fc.nat(keys.length - 1),
      left: fc.boolean(),
      trace: fc.boolean(),
      chained: fc.boolean(),
      client: fc.integer({ min: 7, max: 9 }),
    });
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 5 }),
        fc.subarray(keys),
        fc.boolean(),
        (places, removed, alsoNew) => {
          const doc = copyOf(start);
          for (const name of ROOTS) rootOf(doc, name);
          const sections = new Map<number, ((encoder: encoding.Encoder) => void)[]>();
          const last = new Map<number, [number, number]>();
          const deletes: [number, number, number][] = removed.map((key) => [...idOf(doc, "tasks", key), 1]);
          for (const { on, left, trace, chained, client } of places) {
            const own = sections.get(client) ?? [];
            const target = (chained ? last.get(on) : undefined) ?? idOf(doc, "tasks", keys[on] as string);
            if (left) own.push(after(null, target));
            else own.push(trace ? deletedAfter(target) : after(target, null));
            last.set(on, [client, own.length - 1]);
            sections.set(client, own);
          }
          const [first] = sections;
          if (alsoNew && first) deletes.push([first[0], first[1].length - 1, 1]);
          const bytes = forge(
            [...sections].map(([client, write]) => ({ client, clock: 0, write })),
            deletes,
          );
          const counted = removalsOf(doc, bytes);
          if (typeof counted === "string") return true;
          Y.applyUpdate(doc, bytes);
          const gone = keys.filter((key) => !rootOf(doc, "tasks").has(key)).length;
          return counted >= gone;
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
