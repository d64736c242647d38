import { generateKeyPairSync, sign } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { nodeCrypto } from "../../record/node-crypto";
import { aDecision } from "../../record/testing-record";
import { verifyRecord } from "../../record/verify";
import type { Db } from "../client";
import { ballots, boards, frames, members, records, rounds, users } from "../schema";
import { describeOnEachEngine } from "../testing";
import { type SealOrder, listRecords, requireRecord, sealRecord } from "./records";
import { loadOutcome } from "./results";
import { revealRound } from "./rounds";
import { type Person, aBoard, aPerson, aSeat } from "./testing-people";

const keys = generateKeyPairSync("ed25519");
const key = {
  publicKey: keys.publicKey.export({ type: "spki", format: "der" }).toString("base64"),
  sign: (bytes: Uint8Array) => sign(null, bytes, keys.privateKey).toString("base64"),
};
const refused = (code: string) => expect.objectContaining({ name: "AppError", code });

describeOnEachEngine("results and records", (open) => {
  let db: Db;
  let lead: Person;
  let zoe: Person;
  let ann: Person;
  let late: Person;
  let stranger: Person;
  let board: string;
  let roundId: string;

  /** A round on the frame of the record's own tests, with two ballots sent and one begun. */
  beforeEach(async () => {
    db = await open();
    lead = await aPerson(db, "Maude");
    zoe = await aPerson(db, "Zoe");
    ann = await aPerson(db, "Ann");
    late = await aPerson(db, "Late");
    stranger = await aPerson(db, "Stranger");
    board = await aBoard(db, lead);
    await aSeat(db, board, zoe, "voter", "engineer");
    await aSeat(db, board, ann, "observer", "client");
    await aSeat(db, board, late, "voter", "engineer");
    const { frame, map, ballots: cast } = aDecision();
    const [locked] = await db
      .insert(frames)
      .values({ boardId: board, number: 1, body: frame.body, hash: frame.hash, lockedBy: lead.userId })
      .returning();
    const [round] = await db
      .insert(rounds)
      .values({ boardId: board, frameId: locked?.id ?? "", number: 1, kinds: ["scores", "weights"], map })
      .returning();
    roundId = round?.id ?? "";
    for (const [at, person] of [zoe, ann].entries()) {
      const { role, scores, weights, reasons } = cast[at] ?? {
        role: "",
        scores: {},
        weights: {},
        reasons: {},
      };
      await db.insert(ballots).values({
        roundId,
        userId: person.userId,
        roleId: role,
        scores,
        weights,
        reasons,
        submittedAt: new Date(),
      });
    }
    await db
      .insert(ballots)
      .values({ roundId, userId: late.userId, roleId: "engineer", scores: { "ease|knime": 5 } });
  });
  const reveal = () =>
    db.update(rounds).set({ state: "revealed", revealedAt: new Date() }).where(eq(rounds.id, roundId));
  const order = (change: Partial<SealOrder["decision"]> = {}, version = 1): SealOrder => {
    const { board: texts, decision } = aDecision();
    const { id: _, ...rest } = texts;
    return { roundId, version, board: rest, decision: { ...decision, ...change } };
  };
  const verified = async (version: number) => {
    const { json, hash, signature, publicKey, before } = await requireRecord(db, zoe, board, version);
    return verifyRecord(json, { hash, signature, publicKey, previousHash: before }, nodeCrypto);
  };

  describe("the outcome", () => {
    test("is secret until the reveal, from everybody", async () => {
      for (const state of ["open", "closed"] as const) {
        await db.update(rounds).set({ state }).where(eq(rounds.id, roundId));
        for (const person of [lead, zoe]) {
          await expect(loadOutcome(db, person, board)).rejects.toEqual(refused("round-not-revealed"));
          await expect(loadOutcome(db, person, board, roundId)).rejects.toEqual(
            refused("round-not-revealed"),
          );
        }
        await expect(sealRecord(db, lead, board, order(), key)).rejects.toEqual(
          refused("round-not-revealed"),
        );
      }
    });

    test("counts what was sent, not what was begun, and every voter against the turnout", async () => {
      await reveal();
      const loaded = await loadOutcome(db, ann, board, roundId);
      expect(loaded).toMatchObject({
        ballots: 2,
        eligible: 3,
        outcome: { ok: true, winners: ["databricks"] },
      });
      if (!loaded.outcome.ok) throw new Error(loaded.outcome.reason);
      expect(loaded.outcome.roles).toMatchObject([
        { role: "client", ballots: 1, eligible: 1 },
        { role: "engineer", ballots: 1, eligible: 2 },
      ]);
    });

    test("comes with every answer and reason under its name, and with nobody's id", async () => {
      await reveal();
      const { answers } = await loadOutcome(db, late, board, roundId);
      expect(answers).toEqual([
        {
          name: "Ann",
          role: "client",
          scores: { "ease|knime": "abstain", "ease|databricks": 5 },
          weights: { map: 60, ease: 100 },
          reasons: {},
        },
        {
          name: "Zoe",
          role: "engineer",
          scores: { "ease|knime": 4, "ease|databricks": 3 },
          weights: { map: 100, ease: 50 },
          reasons: { "ease|knime": "Drag and drop." },
        },
      ]);
    });

    test("keeps the turnout of the reveal, whoever comes or goes afterwards", async () => {
      await db.update(rounds).set({ state: "closed" }).where(eq(rounds.id, roundId));
      await revealRound(db, lead, board, roundId, aDecision().map);
      await aSeat(db, board, stranger, "voter", "engineer");
      await db.delete(members).where(eq(members.userId, late.userId));
      await db.update(members).set({ roleId: "client" }).where(eq(members.userId, lead.userId));
      const { eligible, outcome } = await loadOutcome(db, ann, board, roundId);
      expect(eligible).toBe(3);
      expect(outcome).toMatchObject({
        roles: [
          { role: "client", eligible: 1 },
          { role: "engineer", eligible: 2 },
        ],
      });
      await sealRecord(db, lead, board, order(), key);
      expect(JSON.parse((await requireRecord(db, zoe, board, 1)).json)).toMatchObject({
        eligible: { client: 1, engineer: 2 },
      });
    });

    test("is for members, and a round that is none has none", async () => {
      await reveal();
      await expect(loadOutcome(db, stranger, board)).rejects.toEqual(refused("not-found"));
      await expect(loadOutcome(db, zoe, board, "no uuid")).rejects.toEqual(refused("round-not-revealed"));
    });
  });

  describe("a record", () => {
    test("is sealed by a facilitator only", async () => {
      await reveal();
      await expect(sealRecord(db, zoe, board, order(), key)).rejects.toEqual(refused("not-allowed"));
      await expect(sealRecord(db, stranger, board, order(), key)).rejects.toEqual(refused("not-found"));
    });

    test("holds no character that the database could not read again", async () => {
      await reveal();
      const half = "\u0000\ud83d";
      const decision = { ...order().decision, title: `T${half}`, rationale: `R${half}`, consequences: half };
      await sealRecord(db, lead, board, { ...order(), decision }, key);
      expect((await listRecords(db, zoe, board))[0]).toMatchObject({ version: 1, title: "T" });
    });

    test("agrees with itself in every point, version after version", async () => {
      await reveal();
      expect(await sealRecord(db, lead, board, order(), key)).toMatchObject({ version: 1 });
      const none = order({ outcome: null, title: "No platform yet", reviewDate: "" }, 2);
      expect(await sealRecord(db, lead, board, none, key)).toMatchObject({ version: 2 });
      for (const version of [1, 2]) {
        const agrees = "agrees";
        expect(await verified(version)).toMatchObject({
          ok: true,
          checks: { fingerprint: agrees, signature: agrees, frame: agrees, chain: agrees, ranking: agrees },
        });
      }
      expect(await listRecords(db, zoe, board)).toMatchObject([
        { version: 2, title: "No platform yet", outcome: null, sealedBy: "Maude", round: 1 },
        { version: 1, title: "Databricks for our lifecycle", outcome: "Databricks" },
      ]);
    });

    test("stands after the board, the people and the ballots have changed", async () => {
      await reveal();
      await sealRecord(db, lead, board, order(), key);
      const { json } = await requireRecord(db, zoe, board, 1);
      await db.update(boards).set({ title: "Another question" });
      await db.update(users).set({ name: "Renamed" });
      await db.update(ballots).set({ scores: {} });
      await db.update(rounds).set({ map: null });
      await db.delete(members).where(eq(members.userId, ann.userId));
      expect((await requireRecord(db, zoe, board, 1)).json).toBe(json);
      expect(await verified(1)).toMatchObject({
        checks: { fingerprint: "agrees", signature: "agrees", ranking: "agrees" },
      });
    });

    test("changed in the database, it betrays itself and the version after it", async () => {
      await reveal();
      await sealRecord(db, lead, board, order(), key);
      await sealRecord(db, lead, board, order({}, 2), key);
      const { json } = await requireRecord(db, zoe, board, 1);
      await db
        .update(records)
        .set({ json: json.replace("It covers more.", "It covers less.") })
        .where(eq(records.version, 1));
      expect(await verified(1)).toMatchObject({ checks: { fingerprint: "differs", signature: "differs" } });
      expect(await verified(2)).toMatchObject({ checks: { fingerprint: "agrees", chain: "differs" } });
    });

    test("two that seal at once do not overwrite each other unseen", async () => {
      await reveal();
      const both = await Promise.allSettled([
        sealRecord(db, lead, board, order(), key),
        sealRecord(db, lead, board, order(), key),
      ]);
      expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(both.find((each) => each.status === "rejected")?.reason).toEqual(
        refused("record-sealed-meanwhile"),
      );
      expect(await listRecords(db, lead, board)).toHaveLength(1);
    });

    test.each([
      ["outcome-missing", { title: "  " }],
      ["outcome-missing", { rationale: "" }],
      ["outcome-missing", { outcome: "no-such-option" }],
      ["name-too-long", { title: "x".repeat(201) }],
      ["name-too-long", { rationale: "x".repeat(5001) }],
      ["bad-input", { reviewDate: "2027-02-30" }],
    ])("refuses with %s and seals nothing: %j", async (code, change) => {
      await reveal();
      await expect(sealRecord(db, lead, board, order(change), key)).rejects.toEqual(refused(code));
      expect(await listRecords(db, lead, board)).toEqual([]);
    });

    test("that does not exist is none", async () => {
      for (const version of [1, 0, -1, 1.5, Number.NaN, 1e12]) {
        await expect(requireRecord(db, lead, board, version)).rejects.toEqual(refused("no-such-record"));
      }
    });
  });
});
