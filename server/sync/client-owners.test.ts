import { expect, test } from "vitest";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import { ClientOwners } from "./client-owners";

const ana = { userId: "ana" };
const anasOther = { userId: "ana" };
const ben = { userId: "ben" };
/** An update of no history. */
const NOTHING = Uint8Array.of(0, 0);

function open(rows: ConstructorParameters<typeof ClientOwners>[0] = []) {
  const owners = new ClientOwners<{ userId: string }>(rows);
  for (const writer of [ana, anasOther, ben]) owners.join(writer);
  return owners;
}
/** An update of these clients' histories. */
function updateOf(...clients: number[]): Uint8Array {
  const doc = new Y.Doc();
  for (const client of clients) {
    doc.clientID = client;
    rootOf(doc, "tasks").set(`t${client}`, 1);
  }
  return Y.encodeStateAsUpdate(doc);
}

test("[SY35] the first who writes under an id owns it, on every line", () => {
  const owners = open();
  expect(owners.mayExtend(ana, 1, false)).toBe(true);
  expect(owners.wrote(ana, updateOf(1), [1], false)).toBe("ana");
  expect(owners.mayExtend(anasOther, 1, false)).toBe(true);
  expect(owners.mayExtend(ben, 1, false)).toBe(false);
});

test("[SY35] who announces an id owns it before writing anything, and after leaving", () => {
  const owners = open();
  expect(owners.announce(ana, 1)).toBe(true);
  expect(owners.announce(ben, 1)).toBe(false);
  expect(owners.mayExtend(ben, 1, false)).toBe(false);
  owners.leave(ana);
  owners.leave(anasOther);
  expect(owners.announce(ben, 1)).toBe(false);
  expect(owners.mayExtend(ben, 1, false)).toBe(false);
});

test("[SY35] others bring history back in their first answer only, and only while nobody speaks for it", () => {
  const owners = open();
  owners.announce(ana, 1);
  // Ana's own answer is still under way: it may hold the same.
  expect(owners.mayExtend(ben, 1, true)).toBe(true);
  owners.answered(ana, NOTHING);
  expect(owners.mayExtend(ben, 1, true)).toBe(false);
  owners.leave(ana);
  expect(owners.mayExtend(ben, 1, true)).toBe(true);
  expect(owners.mayExtend(ben, 1, false)).toBe(false);
  owners.answered(ben, NOTHING);
  expect(owners.mayExtend(ben, 1, true)).toBe(false);
  // A new line has a first answer of its own; another tab of Ana's does not speak for this one.
  owners.leave(ben);
  owners.join(ben);
  owners.answered(anasOther, NOTHING);
  expect(owners.mayExtend(ben, 1, true)).toBe(true);
});

test("[SY37] what is brought back makes no id the bringer's, and is logged as nobody's", () => {
  const owners = open();
  expect(owners.wrote(ben, updateOf(1), [1], true)).toBeNull();
  expect(owners.mayExtend(ana, 1, false)).toBe(true);
  expect(owners.wrote(ana, updateOf(1), [1], false)).toBe("ana");
  // With own history in the same answer.
  owners.announce(ben, 2);
  expect(owners.wrote(ben, updateOf(2, 3), [2, 3], true)).toBeNull();
  expect(owners.mayExtend(ana, 2, false)).toBe(false);
  expect(owners.mayExtend(ana, 3, false)).toBe(true);
  expect(owners.wrote(ben, NOTHING, [], false)).toBe("ben");
});

test("[SY37] the log says whose an id is: the first named author, in updates of one history or many", () => {
  const rows = [
    { data: updateOf(1), userId: null },
    { data: updateOf(2), userId: "ana" },
    { data: updateOf(2, 3), userId: "ben" },
    { data: NOTHING, userId: "ben" },
  ];
  const owners = open(rows);
  expect([1, 2, 3].map((client) => owners.mayExtend(ben, client, false))).toEqual([true, false, true]);
  expect([1, 2, 3].map((client) => owners.mayExtend(ana, client, false))).toEqual([true, true, false]);
  const known = new ClientOwners<{ userId: string }>(rows, { wrote: { 3: "ana" }, brought: { 7: 4 } });
  expect(known.mayExtend(ben, 3, false)).toBe(false);
  expect([known.isUnproven(7), known.isUnproven(2)]).toEqual([true, false]);
});

test("[SY35] ids that were only announced are forgotten, the oldest first, before they fill the memory", () => {
  const owners = open();
  owners.wrote(ana, updateOf(1), [1], false);
  for (let client = 0; client <= 10_001; client++) owners.announce(ana, client);
  expect(owners.mayExtend(ben, 0, false)).toBe(true);
  expect(owners.mayExtend(ben, 1, false)).toBe(false);
  expect(owners.mayExtend(ben, 10_001, false)).toBe(false);
});

test("[SY36] the owner is asked for what others brought, until a tab of theirs has said the same", () => {
  const state = Y.encodeStateVector(
    new Map([
      [1, 4],
      [9, 2],
    ]),
  );
  const asked = (owners: ClientOwners<{ userId: string }>, writer: { userId: string }) =>
    Y.decodeStateVector(owners.known(writer, state)).get(1);
  const owners = open([{ data: updateOf(1), userId: "ana" }]);
  expect(asked(owners, ana)).toBe(4);
  expect(owners.wrote(ben, updateOf(1), [1], true)).toBeNull();
  expect([asked(owners, ana), asked(owners, anasOther), asked(owners, ben)]).toEqual([0, 0, 4]);
  // Neither who brought it nor an answer without it proves anything.
  owners.answered(ben, updateOf(1));
  owners.answered(anasOther, NOTHING);
  expect(asked(owners, ana)).toBe(0);
  owners.answered(ana, updateOf(1));
  expect([asked(owners, ana), owners.isUnproven(1)]).toEqual([4, false]);
});

test("[SY36] who announces an id that nobody owned is asked, too, also after the next load", () => {
  const owners = open([{ data: updateOf(1), userId: null }]);
  const state = Y.encodeStateVector(new Map([[1, 4]]));
  expect(owners.known(ana, state)).toEqual(state);
  owners.announce(ana, 1);
  expect(owners.isUnproven(1)).toBe(true);
  expect(Y.decodeStateVector(owners.known(ana, state)).get(1) ?? 0).toBe(0);
  expect(owners.known(ben, state)).toEqual(state);
});
