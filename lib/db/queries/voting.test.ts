/** Rounds and ballots against a real database: who may do what when, and what stays secret. */
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import type { Access, Actor } from "../../access/can";
import type { Board } from "../../board/types";
import type { MapSnapshot } from "../../decision/coverage";
import type { CriterionId, OptionId, RoleId } from "../../ids";
import { REASON_MAX } from "../../record/ballot-rules";
import { startDeadlines } from "../../../server/jobs/deadlines";
import type { BoardEvent } from "../../sync/protocol";
import type { Db } from "../client";
import { auditEvents, ballots, boardRoles, boards, members, rounds, users } from "../schema";
import { describeOnEachEngine } from "../testing";
import { chooseMyRole, readBallot, saveBallot } from "./ballots";
import { roundProgress } from "./round-progress";
import { latestFrame, lockFrame, votersByRole } from "./frames";
import {
  closeOverdueRounds,
  closeRound,
  currentRound,
  extendRound,
  listRounds,
  openRound,
  revealRound,
} from "./rounds";

const BOARD = "board-of-the-test-0001";
const MAP: MapSnapshot = {
  tasks: [{ id: "t1", title: "Train", inScope: true }],
  fits: { "t1|o1": "efficient" },
};

const refused = (code: string) => expect.objectContaining({ name: "AppError", code });

function draft(change: Partial<Board> = {}): Board {
  const criterion = (id: string, scoredBy: string[] | null, source: "vote" | "map", order: number) => ({
    id: id as CriterionId,
    title: id,
    question: `How ${id}?`,
    low: "badly",
    high: "well",
    scoredBy: scoredBy as RoleId[] | null,
    source,
    knockOutBelow: null,
    order,
  });
  return {
    schemaVersion: 1,
    title: "Which?",
    question: "",
    locale: "en",
    optionNoun: { one: "option", many: "options" },
    policies: {
      uncovered: "zero",
      insideRole: "mean",
      quorum: { eng: 2 },
      firmness: { lead: 5, firstPlace: 80, ballots: 75 },
    },
    phases: [],
    groups: [],
    tasks: [],
    flows: [],
    options: [
      { id: "o1" as OptionId, title: "One", order: 0 },
      { id: "o2" as OptionId, title: "Two", order: 1 },
    ],
    criteria: [
      criterion("open", null, "vote", 0),
      criterion("deep", ["eng"], "vote", 1),
      criterion("map", null, "map", 2),
    ],
    fits: [],
    skipped: 0,
    ...change,
  };
}

describeOnEachEngine("voting", (open) => {
  let db: Db;
  let lead: Actor;
  let eng: Actor;
  let ann: Actor;
  let watcher: Actor;
  let stranger: Actor;

  async function person(name: string, access: Access | null, roleId: string | null): Promise<Actor> {
    const [row] = await db.insert(users).values({ name }).returning({ id: users.id });
    if (!row) throw new Error("no user");
    if (access) await db.insert(members).values({ boardId: BOARD, userId: row.id, access, roleId });
    return { userId: row.id, isAdmin: false, isGuest: false };
  }

  beforeEach(async () => {
    db = await open();
    const [creator] = await db.insert(users).values({ name: "Creator" }).returning({ id: users.id });
    await db
      .insert(boards)
      .values({ id: BOARD, title: "Which?", locale: "en", createdBy: creator?.id ?? "" });
    await db.insert(boardRoles).values([
      { boardId: BOARD, id: "eng", name: "Engineer", tone: 3, position: 0 },
      { boardId: BOARD, id: "ann", name: "Annotator", tone: 4, position: 1 },
    ]);
    lead = await person("Lead", "facilitator", null);
    eng = await person("Inès", "voter", "eng");
    ann = await person("Yuki", "voter", "ann");
    watcher = await person("Watcher", "observer", "ann");
    stranger = await person("Stranger", null, null);
  });

  async function opened(order: Partial<Parameters<typeof openRound>[3]> = {}): Promise<string> {
    await lockFrame(db, lead, BOARD, draft());
    return (await openRound(db, lead, BOARD, { kinds: ["scores", "weights"], deadline: null, ...order })).id;
  }
  const mark = (value: unknown) => ({ scores: { "open|o1": value } });

  describe("frame", () => {
    test("is numbered, hashed, and stored once for one draft", async () => {
      const first = await lockFrame(db, lead, BOARD, draft());
      expect(first).toMatchObject({
        number: 1,
        lockedBy: "Lead",
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(await lockFrame(db, lead, BOARD, draft())).toEqual(first);
      const second = await lockFrame(
        db,
        lead,
        BOARD,
        draft({
          policies: {
            uncovered: "skip",
            insideRole: "mean",
            quorum: {},
            firmness: { lead: 5, firstPlace: 80, ballots: 75 },
          },
        }),
      );
      expect(second.number).toBe(2);
      expect(second.hash).not.toBe(first.hash);
      expect(await latestFrame(db, ann, BOARD)).toEqual(second);
    });

    test("is locked by a facilitator only, and complete", async () => {
      await expect(lockFrame(db, eng, BOARD, draft())).rejects.toEqual(refused("not-allowed"));
      await expect(lockFrame(db, stranger, BOARD, draft())).rejects.toEqual(refused("not-found"));
      await expect(lockFrame(db, lead, BOARD, draft({ options: [] }))).rejects.toEqual(
        refused("frame-incomplete"),
      );
      expect(await latestFrame(db, lead, BOARD)).toBeUndefined();
    });

    test("two lockers at the same moment give two numbers or one frame, never a clash", async () => {
      const other = draft({
        policies: {
          uncovered: "skip",
          insideRole: "median",
          quorum: {},
          firmness: { lead: 5, firstPlace: 80, ballots: 75 },
        },
      });
      const locked = await Promise.all([
        lockFrame(db, lead, BOARD, draft()),
        lockFrame(db, lead, BOARD, other),
      ]);
      expect(locked.map((frame) => frame.number).sort()).toEqual([1, 2]);
    });

    test("counts voters by role without observers", async () => {
      expect(await votersByRole(db, watcher, BOARD)).toEqual({ eng: 1, ann: 1 });
    });
  });

  describe("rounds", () => {
    test("needs a locked frame", async () => {
      await expect(openRound(db, lead, BOARD, { kinds: ["scores"], deadline: null })).rejects.toEqual(
        refused("frame-not-locked"),
      );
    });

    test("of two opened at the same moment one wins", async () => {
      await lockFrame(db, lead, BOARD, draft());
      const tries = await Promise.allSettled(
        [1, 2, 3].map(() => openRound(db, lead, BOARD, { kinds: ["scores"], deadline: null })),
      );
      expect(tries.filter((each) => each.status === "fulfilled")).toHaveLength(1);
      for (const each of tries)
        if (each.status === "rejected") expect(each.reason).toEqual(refused("round-open-already"));
      expect(await listRounds(db, ann, BOARD)).toHaveLength(1);
    });

    test("go open, closed, revealed, and only so", async () => {
      const round = await opened();
      await expect(revealRound(db, lead, BOARD, round, MAP)).rejects.toEqual(refused("round-not-closed"));
      await expect(closeRound(db, eng, BOARD, round)).rejects.toEqual(refused("not-allowed"));
      await closeRound(db, lead, BOARD, round);
      await closeRound(db, lead, BOARD, round);
      await expect(openRound(db, lead, BOARD, { kinds: ["scores"], deadline: null })).rejects.toEqual(
        refused("round-open-already"),
      );
      await expect(revealRound(db, eng, BOARD, round, MAP)).rejects.toEqual(refused("not-allowed"));
      await revealRound(db, lead, BOARD, round, MAP);
      expect(await currentRound(db, ann, BOARD)).toMatchObject({ id: round, number: 1, state: "revealed" });
      expect((await openRound(db, lead, BOARD, { kinds: ["weights"], deadline: null })).number).toBe(2);
    });

    test("two reveals at the same moment keep one map", async () => {
      const round = await opened();
      await closeRound(db, lead, BOARD, round);
      const maps = [MAP, { tasks: [], fits: {} }];
      await Promise.all(maps.map((map) => revealRound(db, lead, BOARD, round, map)));
      const [row] = await db.select({ map: rounds.map, revealedAt: rounds.revealedAt }).from(rounds);
      expect(maps).toContainEqual(row?.map);
      const entries = await db.select().from(auditEvents);
      expect(entries.filter((entry) => entry.action === "round.reveal")).toHaveLength(1);
    });

    test("a deadline closes on the database's clock, before any job has run", async () => {
      const round = await opened({ deadline: { minutes: 5 } });
      await saveBallot(db, eng, BOARD, round, mark(3), false);
      await extendRound(db, lead, BOARD, round, 2);
      await db.execute(sql`update rounds set closes_at = now() - interval '1 millisecond'`);
      expect(await currentRound(db, eng, BOARD)).toMatchObject({
        state: "closed",
        closedAt: expect.any(Date),
      });
      await expect(saveBallot(db, eng, BOARD, round, mark(4), false)).rejects.toEqual(
        refused("round-not-open"),
      );
      await expect(extendRound(db, lead, BOARD, round, 2)).rejects.toEqual(refused("round-not-open"));
      expect((await readBallot(db, eng, BOARD, round, eng.userId))?.scores).toEqual({ "open|o1": 3 });
      expect(await closeOverdueRounds(db)).toEqual([{ id: round, boardId: BOARD, number: 1 }]);
      expect(await closeOverdueRounds(db)).toEqual([]);
      await revealRound(db, lead, BOARD, round, MAP);
    });

    test("an overdue round may be revealed before the job has written its end", async () => {
      const round = await opened({ deadline: { minutes: 5 } });
      await db.execute(sql`update rounds set closes_at = now() - interval '1 second'`);
      await revealRound(db, lead, BOARD, round, MAP);
      expect(await currentRound(db, lead, BOARD)).toMatchObject({
        state: "revealed",
        closedAt: expect.any(Date),
      });
    });

    test("the clock job closes and tells the board", async () => {
      const round = await opened({ deadline: { minutes: 5 } });
      await db.execute(sql`update rounds set closes_at = now() - interval '1 second'`);
      const told = await new Promise<[string, BoardEvent]>((resolve, reject) => {
        const job = startDeadlines({
          db,
          hub: { publish: (boardId, event) => void job.stop().then(() => resolve([boardId, event]), reject) },
          log: { info: () => {}, error: (detail) => reject(new Error(JSON.stringify(detail))) },
        });
      });
      expect(told).toEqual([BOARD, { type: "round", roundId: round, state: "closed" }]);
    });

    test("[SY152] of several instances that look at once, one closes the round, tells and notes it", async () => {
      const round = await opened({ deadline: { minutes: 5 } });
      await db.execute(sql`update rounds set closes_at = now() - interval '1 second'`);
      const closed = await Promise.all(Array.from({ length: 6 }, () => closeOverdueRounds(db)));
      expect(closed.flat()).toEqual([{ id: round, boardId: BOARD, number: 1 }]);
      const entries = await db.select({ action: auditEvents.action }).from(auditEvents);
      expect(entries.filter(({ action }) => action === "round.close")).toHaveLength(1);
    });

    test("refuses deadlines that are past or absurd", async () => {
      await lockFrame(db, lead, BOARD, draft());
      for (const deadline of [
        { minutes: 0 },
        { minutes: 1.5 },
        { minutes: 10_000_000 },
        { at: new Date(Date.now() - 1000) },
        { at: new Date("x") },
      ]) {
        await expect(openRound(db, lead, BOARD, { kinds: ["scores"], deadline })).rejects.toEqual(
          refused("deadline-past"),
        );
      }
      expect(await listRounds(db, lead, BOARD)).toEqual([]);
    });
  });

  describe("ballots", () => {
    test("save merges, null takes back, and answers stay in progress until sent", async () => {
      const round = await opened();
      await saveBallot(
        db,
        eng,
        BOARD,
        round,
        { scores: { "open|o1": 5, "open|o2": "abstain" }, reasons: { "open|o1": " quick " } },
        false,
      );
      await saveBallot(
        db,
        eng,
        BOARD,
        round,
        { scores: { "open|o2": null, "deep|o1": "not-applicable" } },
        false,
      );
      expect(await readBallot(db, eng, BOARD, round, eng.userId)).toMatchObject({
        scores: { "open|o1": 5, "deep|o1": "not-applicable" },
        reasons: { "open|o1": "quick" },
        submittedAt: null,
      });
    });

    test("a second submit replaces the first and never doubles", async () => {
      const round = await opened();
      const first = await saveBallot(db, eng, BOARD, round, mark(2), true);
      const second = await saveBallot(db, eng, BOARD, round, mark(4), true);
      expect(first.submittedAt).toBeInstanceOf(Date);
      expect(second.scores).toEqual({ "open|o1": 4 });
      expect(await db.select().from(ballots)).toHaveLength(1);
      expect((await roundProgress(db, lead, BOARD, round)).submitted).toBe(1);
    });

    test("a change after sending counts at once", async () => {
      const round = await opened();
      await saveBallot(db, eng, BOARD, round, mark(2), true);
      const changed = await saveBallot(db, eng, BOARD, round, mark(1), false);
      expect(changed).toMatchObject({ scores: { "open|o1": 1 }, submittedAt: expect.any(Date) });
    });

    test("20 parallel saves of one ballot all stay", async () => {
      const round = await opened();
      const cells = ["open|o1", "open|o2", "deep|o1", "deep|o2"];
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => {
          const key = cells[i % 4] ?? "";
          return saveBallot(
            db,
            eng,
            BOARD,
            round,
            i < 4 ? { scores: { [key]: 3 } } : { reasons: { [key]: `reason ${i}` } },
            false,
          );
        }),
      );
      const ballot = await readBallot(db, eng, BOARD, round, eng.userId);
      expect(ballot?.scores).toEqual(Object.fromEntries(cells.map((key) => [key, 3])));
      expect(Object.keys(ballot?.reasons ?? {}).sort()).toEqual([...cells].sort());
    });

    test("a vote after closing is refused and nothing of it is written", async () => {
      const round = await opened();
      await saveBallot(db, eng, BOARD, round, mark(2), true);
      await closeRound(db, lead, BOARD, round);
      await expect(saveBallot(db, eng, BOARD, round, mark(5), true)).rejects.toEqual(
        refused("round-not-open"),
      );
      await expect(saveBallot(db, ann, BOARD, round, mark(5), true)).rejects.toEqual(
        refused("round-not-open"),
      );
      expect(await db.select({ scores: ballots.scores }).from(ballots)).toEqual([
        { scores: { "open|o1": 2 } },
      ]);
    });

    test("votes that race with the close are in before it or refused", async () => {
      const round = await opened();
      const tries = await Promise.allSettled([
        ...Array.from({ length: 10 }, (_, i) => saveBallot(db, eng, BOARD, round, mark((i % 5) + 1), false)),
        closeRound(db, lead, BOARD, round),
        ...Array.from({ length: 10 }, () => saveBallot(db, ann, BOARD, round, mark(1), false)),
      ]);
      for (const each of tries)
        if (each.status === "rejected") expect(each.reason).toEqual(refused("round-not-open"));
      const [ended] = await db.select({ closedAt: rounds.closedAt }).from(rounds);
      for (const ballot of await db.select({ at: ballots.updatedAt }).from(ballots)) {
        expect(ballot.at.getTime()).toBeLessThanOrEqual(ended?.closedAt?.getTime() ?? 0);
      }
    });

    test.each([0, 6, -1, 2.5, "5", "", true, [], Number.NaN])(
      "mark %j is outside the scale",
      async (value) => {
        const round = await opened();
        await expect(saveBallot(db, eng, BOARD, round, mark(value), false)).rejects.toEqual(
          refused("score-out-of-scale"),
        );
        expect(await db.select().from(ballots)).toEqual([]);
      },
    );

    test.each([-1, 101, 0.5, "50", Number.POSITIVE_INFINITY])("weight %j is out of range", async (value) => {
      const round = await opened();
      await expect(saveBallot(db, eng, BOARD, round, { weights: { open: value } }, false)).rejects.toEqual(
        refused("weight-out-of-range"),
      );
    });

    test("a ballot without an answer is not sent, and one that was sent is not emptied", async () => {
      const round = await opened();
      await expect(saveBallot(db, eng, BOARD, round, {}, true)).rejects.toEqual(refused("ballot-empty"));
      const reason = { reasons: { "open|o1": "why" } };
      await expect(saveBallot(db, eng, BOARD, round, reason, true)).rejects.toEqual(refused("ballot-empty"));
      expect(await readBallot(db, eng, BOARD, round, eng.userId)).toBeUndefined();
      await saveBallot(db, eng, BOARD, round, { scores: { "open|o1": "abstain" } }, true);
      await expect(saveBallot(db, eng, BOARD, round, { scores: { "open|o1": null } }, false)).rejects.toEqual(
        refused("ballot-empty"),
      );
      expect((await readBallot(db, eng, BOARD, round, eng.userId))?.scores).toEqual({ "open|o1": "abstain" });
    });

    test("weights hold together on a sent ballot: all with a 100, or none", async () => {
      const round = await opened();
      await saveBallot(db, eng, BOARD, round, { weights: { open: 100, deep: 0 } }, false);
      await expect(saveBallot(db, eng, BOARD, round, {}, true)).rejects.toEqual(
        refused("weights-incomplete"),
      );
      expect((await readBallot(db, eng, BOARD, round, eng.userId))?.submittedAt).toBeNull();
      await saveBallot(db, eng, BOARD, round, { weights: { map: 40 } }, true);
      await expect(saveBallot(db, eng, BOARD, round, { weights: { open: 99 } }, false)).rejects.toEqual(
        refused("weights-incomplete"),
      );
      expect((await readBallot(db, eng, BOARD, round, eng.userId))?.weights).toEqual({
        open: 100,
        deep: 0,
        map: 40,
      });
      await saveBallot(db, ann, BOARD, round, mark(3), true);
    });

    test("scores only what the voter's role scores, on the frame's own cells", async () => {
      const round = await opened();
      const save = (actor: Actor, patch: unknown) => saveBallot(db, actor, BOARD, round, patch, false);
      await expect(save(ann, { scores: { "deep|o1": 3 } })).rejects.toEqual(refused("not-yours-to-score"));
      await expect(save(eng, { scores: { "map|o1": 3 } })).rejects.toEqual(refused("not-yours-to-score"));
      await expect(save(ann, { reasons: { "deep|o1": "x" } })).rejects.toEqual(refused("not-yours-to-score"));
      for (const patch of [
        { scores: { "open|o9": 3 } },
        { scores: { "gone|o1": 3 } },
        { scores: { __proto__: 3, constructor: 3 } },
        { weights: { gone: 3 } },
        { scores: [3] },
        null,
        "x",
        { reasons: { "open|o1": 7 } },
      ]) {
        await expect(save(eng, patch)).rejects.toEqual(refused("bad-input"));
      }
      await expect(save(eng, { reasons: { "open|o1": "x".repeat(REASON_MAX + 1) } })).rejects.toEqual(
        refused("name-too-long"),
      );
      expect(await db.select().from(ballots)).toEqual([]);
    });

    test("keeps any text as text", async () => {
      const round = await opened();
      const text = `<script>alert("1")</script> '; drop table ballots; -- \u0000\ud83d é 😀`;
      await saveBallot(db, eng, BOARD, round, { reasons: { "open|o1": text } }, false);
      expect((await readBallot(db, eng, BOARD, round, eng.userId))?.reasons["open|o1"]).toBe(
        text.replace("\u0000\ud83d", ""),
      );
    });

    test("asks only for what the round asks", async () => {
      const round = await opened({ kinds: ["weights"] });
      await expect(saveBallot(db, eng, BOARD, round, mark(3), false)).rejects.toEqual(refused("bad-input"));
      await saveBallot(db, eng, BOARD, round, { weights: { open: 100, deep: 50, map: 0 } }, true);
      expect((await roundProgress(db, eng, BOARD, round)).roles[0]?.seats[0]).toMatchObject({
        answered: 3,
        asked: 3,
      });
    });

    test("is not for observers, strangers, or people without a role", async () => {
      const round = await opened();
      await expect(saveBallot(db, watcher, BOARD, round, mark(3), false)).rejects.toEqual(
        refused("not-allowed"),
      );
      await expect(saveBallot(db, stranger, BOARD, round, mark(3), false)).rejects.toEqual(
        refused("not-found"),
      );
      await expect(saveBallot(db, lead, BOARD, round, mark(3), false)).rejects.toEqual(
        refused("role-missing"),
      );
      await expect(chooseMyRole(db, lead, BOARD, "nobody")).rejects.toEqual(refused("role-missing"));
      await chooseMyRole(db, lead, BOARD, "eng");
      await chooseMyRole(db, lead, BOARD, "ann");
      expect((await saveBallot(db, lead, BOARD, round, mark(3), false)).roleId).toBe("eng");
    });

    test("a new role drops what it does not score", async () => {
      const round = await opened();
      await saveBallot(
        db,
        eng,
        BOARD,
        round,
        { scores: { "open|o1": 3, "deep|o1": 2 }, reasons: { "deep|o1": "why" } },
        false,
      );
      await db.execute(sql`update members set role_id = 'ann' where user_id = ${eng.userId}`);
      expect(await saveBallot(db, eng, BOARD, round, { scores: { "open|o2": 4 } }, false)).toMatchObject({
        roleId: "ann",
        scores: { "open|o1": 3, "open|o2": 4 },
        reasons: {},
      });
    });
  });

  describe("secrecy", () => {
    test("before the reveal only the voter reads a ballot, after it every member", async () => {
      const round = await opened();
      await saveBallot(db, eng, BOARD, round, mark(4), true);
      const admin = { ...lead, isAdmin: true };
      for (const other of [ann, watcher, lead, admin]) {
        await expect(readBallot(db, other, BOARD, round, eng.userId)).rejects.toEqual(
          refused("round-not-revealed"),
        );
      }
      await expect(readBallot(db, stranger, BOARD, round, eng.userId)).rejects.toEqual(refused("not-found"));
      await closeRound(db, lead, BOARD, round);
      await expect(readBallot(db, lead, BOARD, round, eng.userId)).rejects.toEqual(
        refused("round-not-revealed"),
      );
      await revealRound(db, lead, BOARD, round, MAP);
      expect((await readBallot(db, ann, BOARD, round, eng.userId))?.scores).toEqual({ "open|o1": 4 });
      await expect(readBallot(db, stranger, BOARD, round, eng.userId)).rejects.toEqual(refused("not-found"));
    });

    test("progress and audit tell who, never what", async () => {
      const round = await opened();
      await saveBallot(
        db,
        eng,
        BOARD,
        round,
        {
          scores: { "open|o1": "abstain", "open|o2": "not-applicable", "deep|o1": 5 },
          weights: { open: 100, deep: 73, map: 41 },
          reasons: { "open|o1": "a very private reason" },
        },
        true,
      );
      await saveBallot(db, ann, BOARD, round, mark(1), false);
      const progress = await roundProgress(db, watcher, BOARD, round);
      const [first, second] = progress.roles;
      expect(first).toMatchObject({ roleId: "eng", quorum: 2, submitted: 1, met: false, expected: true });
      expect(first?.seats).toEqual([
        { userId: eng.userId, name: "Inès", state: "submitted", answered: 6, asked: 7 },
      ]);
      expect(second?.seats).toEqual([
        { userId: ann.userId, name: "Yuki", state: "in-progress", answered: 1, asked: 5 },
      ]);
      expect(progress.withoutRole).toEqual(["Lead"]);
      const told = JSON.stringify([
        progress,
        await currentRound(db, watcher, BOARD),
        await listRounds(db, watcher, BOARD),
      ]);
      const logged = JSON.stringify(await db.select().from(auditEvents));
      for (const text of [told, logged]) {
        expect(text).not.toMatch(/abstain|not-applicable|private reason|"open\|o1"|\b73\b|\b41\b/);
      }
      expect(JSON.stringify(progress)).not.toMatch(/scores|weights|reasons/);
    });

    test("a voter who has left the board keeps their seat and their vote", async () => {
      const round = await opened();
      await saveBallot(db, eng, BOARD, round, mark(1), true);
      await db.execute(sql`delete from members where user_id = ${eng.userId}`);
      expect(await roundProgress(db, lead, BOARD, round)).toMatchObject({ submitted: 1 });
    });
  });
});
