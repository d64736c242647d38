/** The record as data, schema "plateau-record/1". Figures are decimal strings; inputs are whole numbers. */
import { z } from "zod";

const id = z.string().min(1);
const instant = z.string().min(1);
const decimal = z.string().regex(/^-?\d+\.\d{12}$/);
const mark = z.union([z.number(), z.literal("abstain"), z.literal("not-applicable")]);

const frameBody = z.object({
  schema: z.literal("plateau-frame/1"),
  options: z.array(z.object({ id, title: z.string() })),
  criteria: z.array(
    z.object({
      id,
      title: z.string(),
      question: z.string(),
      low: z.string(),
      high: z.string(),
      scoredBy: z.array(z.string()).nullable(),
      source: z.enum(["vote", "map"]),
      knockOutBelow: z.number().nullable(),
    }),
  ),
  roles: z.array(z.object({ id, name: z.string() })),
  scale: z.literal(5),
  weightsMethod: z.literal("swing"),
  policies: z.object({
    uncovered: z.enum(["zero", "skip"]),
    insideRole: z.enum(["mean", "median"]),
    betweenRoles: z.literal("equal"),
  }),
  quorum: z.record(z.string(), z.number()),
  firmness: z.exactOptional(z.object({ lead: z.number(), firstPlace: z.number(), ballots: z.number() })),
  secrecy: z.literal("by-person"),
});

const knockedOut = z.array(
  z.object({
    option: id,
    reasons: z.array(z.object({ criterion: id, mark: decimal, bar: decimal })),
  }),
);
const place = z.object({ option: id, rank: z.number(), score: decimal });

const results = z.union([
  z.object({
    ok: z.literal(true),
    ranking: z.array(
      place.extend({
        low: decimal,
        high: decimal,
        contributions: z.array(z.object({ criterion: id, weight: decimal, value: decimal, points: decimal })),
        missing: z.array(id),
      }),
    ),
    winners: z.array(id),
    margin: decimal.nullable(),
    knockedOut,
    unscored: z.array(id),
    weights: z.record(z.string(), decimal),
    weightsFrom: z.enum(["ballots", "equal"]),
    roles: z.array(
      z.object({
        role: id,
        ballots: z.number(),
        eligible: z.number(),
        /** Null with a reason when the role has no ranking of its own. */
        ranking: z.array(place).nullable(),
        reason: z.enum(["no-ballots", "under-quorum", "no-marks"]).nullable(),
      }),
    ),
    variants: z.array(
      z.object({
        uncovered: z.enum(["zero", "skip"]),
        insideRole: z.enum(["mean", "median"]),
        asVoted: z.boolean(),
        winners: z.array(id),
        margin: decimal.nullable(),
      }),
    ),
  }),
  z.object({ ok: z.literal(false), reason: z.string().min(1), knockedOut }),
]);

export const recordSchema = z.object({
  schema: z.literal("plateau-record/1"),
  board: z.object({
    id,
    title: z.string(),
    question: z.string(),
    locale: z.enum(["fr", "en"]),
    optionNoun: z.object({ one: z.string(), many: z.string() }),
  }),
  version: z.number().int().positive(),
  /** Hash of version − 1; null for the first. */
  previousHash: z.string().nullable(),
  frame: z.object({ number: z.number(), lockedAt: instant, hash: z.string(), body: frameBody }),
  round: z.object({
    number: z.number(),
    openedAt: instant,
    closedAt: instant.nullable(),
    revealedAt: instant,
  }),
  map: z.object({
    tasks: z.array(
      z.object({
        id,
        title: z.string(),
        inScope: z.boolean(),
        /** Not in the first records. */
        phase: z.string().nullable().optional(),
        roles: z.array(z.string()).optional(),
      }),
    ),
    fits: z.record(z.string(), z.enum(["efficient", "mixed", "inefficient", "uncovered"])),
  }),
  /** People who could have voted, by role id. */
  eligible: z.record(z.string(), z.number()),
  ballots: z.array(
    z.object({
      /** Number of the ballot in this record. */
      voter: id,
      name: z.string(),
      role: id,
      submittedAt: instant,
      scores: z.record(z.string(), mark),
      weights: z.record(z.string(), z.number()),
      reasons: z.record(z.string(), z.string()),
    }),
  ),
  results,
  engine: z.object({ version: z.string() }),
  decision: z.object({
    /** Option id; null = no option was chosen. */
    outcome: id.nullable(),
    title: z.string(),
    rationale: z.string(),
    consequences: z.string(),
    /** YYYY-MM-DD */
    reviewDate: z.string().nullable(),
  }),
  sealedAt: instant,
  sealedBy: z.object({ name: z.string() }),
});

export type RecordBody = z.infer<typeof recordSchema>;
export type RecordResults = RecordBody["results"];
export type RecordBallot = RecordBody["ballots"][number];
