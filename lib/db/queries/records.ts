import { and, desc, eq, sql } from "drizzle-orm";
import type { Actor } from "../../access/can";
import { AppError } from "../../errors";
import type { InstanceKey } from "../../instance-key";
import { buildRecord } from "../../record/build";
import { canonicalJson } from "../../record/canonical";
import { sha256Hex } from "../../record/node-crypto";
import type { RecordBody } from "../../record/schema";
import { TEXT_MAX, requireName, storableText } from "../../text-limits";
import type { Db, Queryable } from "../client";
import { boards, records, rounds, users } from "../schema";
import { assertWritable } from "../writable";
import { audit } from "./audit";
import { requireBoard } from "./boards";
import { readRevealedVote } from "./results";

/** What a facilitator seals. Everything else is taken from the database. */
export interface SealOrder {
  /** The revealed round that the decision stands on. */
  roundId: string;
  /** The version that the writer believes to be writing: one that somebody else sealed meanwhile is not overwritten unseen. */
  version: number;
  /** The board's texts as they are now; its content's language is the record's. */
  board: Omit<RecordBody["board"], "id">;
  decision: {
    outcome: string | null;
    title: unknown;
    rationale: unknown;
    consequences: unknown;
    reviewDate: unknown;
  };
}

export interface RecordSummary {
  version: number;
  title: string;
  /** Title of the chosen option; null when none was chosen. */
  outcome: string | null;
  hash: string;
  sealedAt: Date;
  sealedBy: string;
  round: number;
}

export interface SealedRecord {
  version: number;
  /** The canonical text, byte for byte as hashed and signed. */
  json: string;
  hash: string;
  signature: string;
  publicKey: string;
  /** Fingerprint of the version before, recomputed from its text; null for the first. */
  before: string | null;
}

/**
 * Seal the next version of a board's decision, for good. Throws `round-not-revealed`, `outcome-missing`, and
 * `record-sealed-meanwhile` when another version came in between.
 */
export async function sealRecord(
  db: Db,
  actor: Actor,
  boardId: string,
  order: SealOrder,
  key: InstanceKey,
): Promise<{ version: number; hash: string }> {
  await requireBoard(db, actor, boardId, "record:seal");
  assertWritable();
  const texts = parseDecision(order.decision);
  return db.transaction(async (tx) => {
    // One sealer at a time per board: version and previous hash must follow each other.
    await tx.select({ id: boards.id }).from(boards).where(eq(boards.id, boardId)).for("update");
    const [newest] = await tx
      .select({ version: records.version, hash: records.hash })
      .from(records)
      .where(eq(records.boardId, boardId))
      .orderBy(desc(records.version))
      .limit(1);
    const version = (newest?.version ?? 0) + 1;
    if (order.version !== version) throw new AppError("record-sealed-meanwhile", { version: version - 1 });
    const { round, ballots, eligible } = await readRevealedVote(tx, boardId, order.roundId);
    const { outcome } = order.decision;
    if (outcome !== null && !round.frame.body.options.some((option) => option.id === outcome)) {
      throw new AppError("outcome-missing");
    }
    const [sealer] = await tx
      .select({ name: users.name, now: sql<Date>`now()`.mapWith(records.sealedAt) })
      .from(users)
      .where(eq(users.id, actor.userId));
    if (!sealer) throw new AppError("not-signed-in");
    const { frame } = round;
    const record = buildRecord({
      board: { id: boardId, ...order.board },
      version,
      previousHash: newest?.hash ?? null,
      frame: {
        number: frame.number,
        lockedAt: frame.lockedAt.toISOString(),
        hash: frame.hash,
        body: frame.body,
      },
      round: {
        number: round.number,
        openedAt: round.openedAt.toISOString(),
        closedAt: round.closedAt?.toISOString() ?? null,
        revealedAt: round.revealedAt.toISOString(),
      },
      map: round.map,
      eligible,
      ballots: ballots.map(({ name, role, submittedAt, scores, weights, reasons }) => ({
        name,
        role,
        submittedAt: submittedAt.toISOString(),
        scores,
        weights,
        reasons,
      })),
      decision: { outcome, ...texts },
      sealedAt: sealer.now.toISOString(),
      sealedBy: { name: sealer.name },
    });
    const json = canonicalJson(record);
    const hash = sha256Hex(json);
    await tx.insert(records).values({
      boardId,
      version,
      roundId: round.id,
      json,
      hash,
      previousHash: newest?.hash ?? null,
      signature: key.sign(new TextEncoder().encode(json)),
      publicKey: key.publicKey,
      sealedBy: actor.userId,
      sealedAt: sealer.now,
    });
    await audit(tx, { boardId, actorId: actor.userId, action: "record.seal", detail: { version, hash } });
    return { version, hash };
  });
}

function parseDecision(decision: SealOrder["decision"]): Omit<RecordBody["decision"], "outcome"> {
  if (decision.outcome !== null && typeof decision.outcome !== "string")
    throw new AppError("outcome-missing");
  const rationale = readText(decision.rationale);
  const { reviewDate } = decision;
  if (typeof decision.title !== "string" || decision.title.trim() === "" || rationale === "") {
    throw new AppError("outcome-missing");
  }
  return {
    title: requireName(decision.title),
    rationale,
    consequences: readText(decision.consequences),
    reviewDate: reviewDate === null || reviewDate === "" ? null : requireDay(reviewDate),
  };
}

function readText(value: unknown): string {
  const text = storableText(typeof value === "string" ? value : "")
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .trim();
  if (text.length > TEXT_MAX) throw new AppError("name-too-long", { max: TEXT_MAX, length: text.length });
  return text;
}

/** YYYY-MM-DD of a day that exists. */
function requireDay(value: unknown): string {
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const day = new Date(`${value}T00:00:00Z`);
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return value;
  }
  throw new AppError("bad-input");
}

/** Versions of a board's record, newest first. */
export async function listRecords(db: Queryable, actor: Actor, boardId: string): Promise<RecordSummary[]> {
  await requireBoard(db, actor, boardId, "record:read");
  const decision = sql`${records.json}::json -> 'decision'`;
  return db
    .select({
      version: records.version,
      title: sql<string>`${decision} ->> 'title'`,
      outcome: sql<
        string | null
      >`(select each ->> 'title' from json_array_elements(${records.json}::json #> '{frame,body,options}') each
        where each ->> 'id' = ${decision} ->> 'outcome')`,
      hash: records.hash,
      sealedAt: records.sealedAt,
      sealedBy: users.name,
      round: rounds.number,
    })
    .from(records)
    .innerJoin(users, eq(users.id, records.sealedBy))
    .innerJoin(rounds, eq(rounds.id, records.roundId))
    .where(eq(records.boardId, boardId))
    .orderBy(desc(records.version));
}

/** One version with what is needed to check it. Throws `no-such-record`. */
export async function requireRecord(
  db: Queryable,
  actor: Actor,
  boardId: string,
  version: number,
): Promise<SealedRecord> {
  await requireBoard(db, actor, boardId, "record:read");
  if (!Number.isInteger(version) || version < 1 || version > 1_000_000) throw new AppError("no-such-record");
  const fingerprint = sql<string>`encode(sha256(convert_to(${records.json}, 'UTF8')), 'hex')`;
  const [row] = await db
    .select({
      version: records.version,
      json: records.json,
      hash: records.hash,
      signature: records.signature,
      publicKey: records.publicKey,
    })
    .from(records)
    .where(and(eq(records.boardId, boardId), eq(records.version, version)));
  if (!row) throw new AppError("no-such-record");
  const [before] = await db
    .select({ fingerprint })
    .from(records)
    .where(and(eq(records.boardId, boardId), eq(records.version, version - 1)));
  return { ...row, before: before?.fingerprint ?? null };
}
