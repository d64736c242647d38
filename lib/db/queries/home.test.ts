import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { FrameBody } from "../../decision/frame";
import type { Db } from "../client";
import { ballots, frames, records, rounds } from "../schema";
import { describeOnEachEngine } from "../testing";
import { findOpenRound, listBoards, listRecentRecords, listWaitingVotes } from "./home";
import { type Person, aBoard, aPerson, aSeat } from "./testing-people";

const frame: FrameBody = {
  schema: "plateau-frame/1",
  options: [{ id: "a", title: "A" }],
  criteria: [],
  roles: [{ id: "client", name: "Client" }],
  scale: 5,
  weightsMethod: "swing",
  policies: { uncovered: "zero", insideRole: "mean", betweenRoles: "equal" },
  quorum: {},
  secrecy: "by-person",
};

async function openARound(db: Db, boardId: string, by: Person, closesAt?: ReturnType<typeof sql>) {
  const [locked] = await db
    .insert(frames)
    .values({ boardId, number: 1, body: frame, hash: "h", lockedBy: by.userId })
    .returning();
  const [round] = await db
    .insert(rounds)
    .values({
      boardId,
      frameId: locked?.id ?? "",
      number: 1,
      kinds: ["scores"],
      ...(closesAt ? { closesAt } : {}),
    })
    .returning();
  return round?.id ?? "";
}

describeOnEachEngine("the front page", (open) => {
  test("waits for the votes one may still give: in a role, not yet submitted, before the deadline", async () => {
    const db = await open();
    const [fay, bo, cy] = [await aPerson(db, "Fay"), await aPerson(db, "Bo"), await aPerson(db, "Cy")];
    const boardId = await aBoard(db, fay);
    await aSeat(db, boardId, bo, "voter", "client");
    await aSeat(db, boardId, cy, "observer", "client");
    const roundId = await openARound(db, boardId, fay);
    expect(await findOpenRound(db, boardId)).toBe(roundId);
    expect(await listWaitingVotes(db, bo)).toMatchObject([{ roundId, roleId: "client", answered: 0 }]);
    expect(await listWaitingVotes(db, cy)).toEqual([]);
    expect(await listWaitingVotes(db, fay)).toEqual([]);
    const mine = { roundId, userId: bo.userId, roleId: "client", scores: { "c|a": 3 } };
    await db.insert(ballots).values(mine);
    expect(await listWaitingVotes(db, bo)).toMatchObject([{ answered: 1 }]);
    await db.update(ballots).set({ submittedAt: sql`now()` });
    expect(await listWaitingVotes(db, bo)).toEqual([]);
    await db.update(ballots).set({ submittedAt: null });
    await db.update(rounds).set({ closesAt: sql`now() - interval '1 second'` });
    expect(await listWaitingVotes(db, bo)).toEqual([]);
    expect(await findOpenRound(db, boardId)).toBeUndefined();
  });

  test("lists one's own boards and how far each has come, never somebody else's", async () => {
    const db = await open();
    const [fay, bo, eve] = [await aPerson(db, "Fay"), await aPerson(db, "Bo"), await aPerson(db, "Eve")];
    const boardId = await aBoard(db, fay);
    await aSeat(db, boardId, bo, "voter", "client");
    await aBoard(db, eve, "board-of-eve");
    const stage = async () => (await listBoards(db, fay))[0]?.stage;
    expect(await listBoards(db, fay)).toMatchObject([{ id: boardId, names: ["Bo"], people: 2 }]);
    expect(await stage()).toEqual({ at: "map" });
    const roundId = await openARound(db, boardId, fay, sql`now() + interval '1 hour'`);
    expect(await stage()).toEqual({ at: "vote", round: 1, state: "open" });
    await db.update(rounds).set({ closesAt: sql`now()` });
    expect(await stage()).toEqual({ at: "vote", round: 1, state: "closed" });
    await db.update(rounds).set({ state: "revealed" });
    expect(await stage()).toEqual({ at: "results", round: 1 });
    const record = {
      boardId,
      roundId,
      json: "{}",
      hash: "h",
      signature: "s",
      publicKey: "p",
      sealedBy: fay.userId,
    };
    await db.insert(records).values([
      { ...record, version: 1 },
      { ...record, version: 2 },
    ]);
    expect(await stage()).toEqual({ at: "record", version: 2 });
    expect(await listRecentRecords(db, bo, 3)).toMatchObject([{ boardId, version: 2 }]);
    expect(await listRecentRecords(db, eve, 3)).toEqual([]);
  });
});
