import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Access } from "../access/can";
import type { FrameBody } from "../decision/frame";
import type { MapSnapshot } from "../decision/coverage";
import type { VersionReason } from "../sync/versions";
import { pack, unpack } from "./packed";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const asBytes = (buffer: Buffer) => new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: asBuffer,
  fromDriver: asBytes,
});

/** Large values, which a database would else carry, and the embedded one compress, slowly. */
const packedBytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (bytes) => asBuffer(pack(bytes)),
  fromDriver: (buffer) => unpack(asBytes(buffer)),
});

export const users = pgTable("users", {
  id: uuid("id").primaryKey().defaultRandom(),
  name: text("name").notNull(),
  /** Null for guests. Lower case. */
  email: text("email").unique(),
  passwordHash: text("password_hash"),
  isGuest: boolean("is_guest").notNull().default(false),
  isAdmin: boolean("is_admin").notNull().default(false),
  locale: text("locale").$type<"fr" | "en">().notNull().default("en"),
  createdAt: at("created_at").notNull().defaultNow(),
});

/** One row per sign-in; the cookie carries its id: delete the row and page, route and socket are refused. */
export const authSessions = pgTable(
  "auth_sessions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [index("auth_sessions_user").on(t.userId)],
);

/** Settings of the instance, one row per key: "open-signup" boolean, "setup-token-hash" string. */
export const instanceSettings = pgTable("instance_settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull(),
});

export const boards = pgTable("boards", {
  /** 128 random bits, base64url. */
  id: text("id").primaryKey(),
  /** Copy of the document's title for lists, brought up to date by the sync server. */
  title: text("title").notNull(),
  locale: text("locale").$type<"fr" | "en">().notNull(),
  createdBy: uuid("created_by")
    .notNull()
    .references(() => users.id),
  createdAt: at("created_at").notNull().defaultNow(),
  updatedAt: at("updated_at").notNull().defaultNow(),
  /** Which life of the document this is: another one starts when an earlier state takes its place. */
  epoch: integer("epoch").notNull().default(1),
});

/** Stakeholder roles of a board. `tone` picks colour and glyph, 0…4. */
export const boardRoles = pgTable(
  "board_roles",
  {
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    name: text("name").notNull(),
    definition: text("definition").notNull().default(""),
    tone: integer("tone").notNull(),
    position: integer("position").notNull(),
  },
  (t) => [primaryKey({ columns: [t.boardId, t.id] })],
);

export const members = pgTable(
  "members",
  {
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** A facilitator may have none until they choose one; nobody votes without. */
    roleId: text("role_id"),
    access: text("access").$type<Access>().notNull(),
    joinedAt: at("joined_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.boardId, t.userId] }), index("members_user").on(t.userId)],
);

/**
 * What a facilitator last decided about one person's place on a board. It outlives the place: links made before
 * it neither let a removed person in again nor raise an access that was set.
 */
export const seatDecisions = pgTable(
  "seat_decisions",
  {
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The access that was set; null = removed. */
    access: text("access").$type<Access>(),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.boardId, t.userId] })],
);

/**
 * A link for one role (or the joiner's choice) and one access level on a board; or, without a board, a link
 * to make an account. The token is `<id><mac of id>`: nothing that opens a door is stored.
 */
export const invitations = pgTable(
  "invitations",
  {
    id: text("id").primaryKey(),
    boardId: text("board_id").references(() => boards.id, { onDelete: "cascade" }),
    roleId: text("role_id"),
    access: text("access").$type<Access>(),
    maxUses: integer("max_uses"),
    uses: integer("uses").notNull().default(0),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [index("invitations_board").on(t.boardId)],
);

/**
 * The board document's log since its newest snapshot: every accepted update, as it came in. Rows from before
 * rows could be checked have neither epoch nor writer, number and checksum.
 */
export const boardUpdates = pgTable(
  "board_updates",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    data: bytea("data").notNull(),
    /** Null for the seed, written by the server from a template. */
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    createdAt: at("created_at").notNull().defaultNow(),
    epoch: integer("epoch"),
    /** A room's life in one process, and the row's number in what that life has written. */
    writer: text("writer"),
    number: integer("number"),
    /** The first bytes of SHA-256 over the row's place and data: `lib/db/row-checksum.ts`. */
    checksum: bytea("checksum"),
  },
  (t) => [index("board_updates_board").on(t.boardId, t.seq)],
);

/** A document as it was after some rows, which are archived beside it. The last three are kept. */
export const boardSnapshots = pgTable(
  "board_snapshots",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    epoch: integer("epoch").notNull(),
    /** The snapshot that it was made from; it may be gone by now. Null: from rows alone, or a new epoch. */
    previousId: bigint("previous_id", { mode: "number" }),
    state: packedBytea("state").notNull(),
    /** The rows between the previous snapshot and this one. Null once the previous one is gone. */
    segment: bytea("segment"),
    /** Whose the Yjs client ids are: id → user id, and id → first clock that came back through others. */
    owners: jsonb("owners")
      .$type<{ wrote: Record<string, string>; brought: Record<string, number> }>()
      .notNull(),
    /** Writer → number of its last row that is in here: what follows must go on from there. */
    writers: jsonb("writers").$type<Record<string, number>>().notNull(),
    /** State vector of the epochs before. */
    retired: bytea("retired"),
    /** When the last row in it was written. */
    asOf: at("as_of").notNull(),
    createdAt: at("created_at").notNull().defaultNow(),
    checksum: bytea("checksum").notNull(),
  },
  (t) => [index("board_snapshots_board").on(t.boardId, t.id)],
);

export type QuarantinedKind = "row" | "snapshot" | "segment";

/** What could not be trusted when somebody accepted an earlier state: kept as it was found, read by nobody. */
export const boardQuarantine = pgTable(
  "board_quarantine",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    kind: text("kind").$type<QuarantinedKind>().notNull(),
    /** `seq` of the row, `id` of the snapshot. */
    seq: bigint("seq", { mode: "number" }).notNull(),
    epoch: integer("epoch"),
    writer: text("writer"),
    number: integer("number"),
    checksum: bytea("checksum"),
    data: bytea("data").notNull(),
    userId: uuid("user_id").references(() => users.id, { onDelete: "set null" }),
    writtenAt: at("written_at").notNull(),
    acceptedBy: uuid("accepted_by").references(() => users.id, { onDelete: "set null" }),
    acceptedAt: at("accepted_at").notNull().defaultNow(),
  },
  (t) => [index("board_quarantine_board").on(t.boardId, t.id)],
);

/** A whole state kept on purpose, to come back to. */
export const boardVersions = pgTable(
  "board_versions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    epoch: integer("epoch").notNull(),
    reason: text("reason").$type<VersionReason>().notNull(),
    /** Named ones stay; the others are thinned out. */
    name: text("name"),
    state: packedBytea("state").notNull(),
    checksum: bytea("checksum").notNull(),
    createdBy: uuid("created_by").references(() => users.id, { onDelete: "set null" }),
    createdAt: at("created_at").notNull().defaultNow(),
  },
  (t) => [index("board_versions_board").on(t.boardId, t.createdAt)],
);

/** What the vote was about, locked before the first ballot; `hash` is SHA-256 of the canonical JSON. */
export const frames = pgTable(
  "frames",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    body: jsonb("body").$type<FrameBody>().notNull(),
    hash: text("hash").notNull(),
    lockedBy: uuid("locked_by")
      .notNull()
      .references(() => users.id),
    lockedAt: at("locked_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("frames_number").on(t.boardId, t.number)],
);

export type RoundState = "draft" | "open" | "closed" | "revealed";
export type RoundKind = "scores" | "weights";

export const rounds = pgTable(
  "rounds",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    frameId: uuid("frame_id")
      .notNull()
      .references(() => frames.id),
    number: integer("number").notNull(),
    /** What the ballot asks for. */
    kinds: jsonb("kinds").$type<RoundKind[]>().notNull(),
    state: text("state").$type<RoundState>().notNull().default("open"),
    openedAt: at("opened_at").notNull().defaultNow(),
    /** Deadline on the database's clock; null = until the facilitator closes it. */
    closesAt: at("closes_at"),
    closedAt: at("closed_at"),
    revealedAt: at("revealed_at"),
    /** The painted map as it was at the reveal. */
    map: jsonb("map").$type<MapSnapshot>(),
    /** How many could have voted, by role id, as it was at the reveal. */
    eligible: jsonb("eligible").$type<Record<string, number>>(),
  },
  (t) => [
    uniqueIndex("rounds_number").on(t.boardId, t.number),
    // At most one round of a board is under way.
    uniqueIndex("rounds_one_open").on(t.boardId).where(sql`${t.state} in ('open', 'closed')`),
    check("rounds_state", sql`${t.state} in ('draft', 'open', 'closed', 'revealed')`),
  ],
);

/** A mark 1…5, or a word. Absent = missing. */
export type BallotMark = number | "abstain" | "not-applicable";

/** One member's answers in one round: the primary key is what makes a second submit replace the first. */
export const ballots = pgTable(
  "ballots",
  {
    roundId: uuid("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** The voter's role when the ballot was last saved. */
    roleId: text("role_id").notNull(),
    /** Key `<criterionId>|<optionId>`. */
    scores: jsonb("scores").$type<Record<string, BallotMark>>().notNull().default({}),
    /** Swing points 0…100 by criterion id. */
    weights: jsonb("weights").$type<Record<string, number>>().notNull().default({}),
    /** Reasons by score key. */
    reasons: jsonb("reasons").$type<Record<string, string>>().notNull().default({}),
    /** Null while in progress: only a submitted ballot counts. */
    submittedAt: at("submitted_at"),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.userId] })],
);

/** Sealed outcomes. `json` is the canonical text that was hashed and signed, byte for byte. */
export const records = pgTable(
  "records",
  {
    boardId: text("board_id")
      .notNull()
      .references(() => boards.id, { onDelete: "cascade" }),
    version: integer("version").notNull(),
    roundId: uuid("round_id")
      .notNull()
      .references(() => rounds.id),
    json: text("json").notNull(),
    hash: text("hash").notNull(),
    previousHash: text("previous_hash"),
    signature: text("signature").notNull(),
    publicKey: text("public_key").notNull(),
    sealedBy: uuid("sealed_by")
      .notNull()
      .references(() => users.id),
    sealedAt: at("sealed_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.boardId, t.version] })],
);

/** Who did what, never what anyone answered. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    boardId: text("board_id").references(() => boards.id, { onDelete: "cascade" }),
    actorId: uuid("actor_id").references(() => users.id, { onDelete: "set null" }),
    action: text("action").notNull(),
    detail: jsonb("detail").$type<Record<string, string | number | null>>().notNull().default({}),
    at: at("at").notNull().defaultNow(),
  },
  (t) => [index("audit_events_board").on(t.boardId, t.id)],
);
