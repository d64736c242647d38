/** A database with a board, a round and people on it, and board servers over it. */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import * as Y from "yjs";
import { readBoard } from "../../lib/board/read";
import { seedBoard } from "../../lib/board/seed";
import { builtInTemplate } from "../../lib/board/templates/catalogue";
import { encodeSession, sessionCookieName } from "../../lib/auth/session-cookie";
import type { Db } from "../../lib/db/client";
import { writeMarker } from "../../lib/db/embedded/marker";
import { openDatabase } from "../../lib/db/open";
import { lockFrame } from "../../lib/db/queries/frames";
import { createBoard } from "../../lib/db/queries/new-board";
import { openRound } from "../../lib/db/queries/rounds";
import { startSession } from "../../lib/db/queries/sessions";
import { aPerson, aSeat } from "../../lib/db/queries/testing-people";
import { describePerEngine } from "../../lib/db/testing";
import { migratedArchive } from "../../lib/db/testing-archive";
import { cellKey, criteriaFor } from "../../lib/record/ballot-rules";
import { BoardProcess, bundlePrograms } from "./testing-process";

const ORIGIN = "http://board.example";
const EDITORS = 5;
const VOTERS = 20;
const OTHER_BOARDS = 6;

export interface Seat {
  cookie: string;
  origin: string;
}
export interface VoterSeat extends Seat {
  userId: string;
  name: string;
  /** What this voter's role is asked to score. */
  cells: string[];
}

/** What was put into the database before any server ran. */
interface Seeded {
  boardId: string;
  /** Where nobody has been yet. */
  otherBoardIds: string[];
  roundId: string;
  lead: Seat;
  editors: Seat[];
  voters: VoterSeat[];
}

export class Ground {
  readonly seeded: Seeded;
  readonly dataDir: string;
  readonly #env: Record<string, string>;
  readonly #bundle: string;
  readonly #started: BoardProcess[] = [];
  readonly #dropDatabase: () => Promise<void>;

  private constructor(given: {
    seeded: Seeded;
    dataDir: string;
    env: Record<string, string>;
    bundle: string;
    dropDatabase: () => Promise<void>;
  }) {
    this.seeded = given.seeded;
    this.dataDir = given.dataDir;
    this.#env = given.env;
    this.#bundle = given.bundle;
    this.#dropDatabase = given.dropDatabase;
  }

  static async embedded(): Promise<Ground> {
    const dataDir = temporaryFolder();
    const databaseDir = path.join(dataDir, "database");
    // Loading takes 0.5 s where making one takes 4–8 s.
    const loadDataDir = new Blob([fs.readFileSync(await migratedArchive())]);
    await (await PGlite.create({ dataDir: databaseDir, loadDataDir })).close();
    writeMarker(dataDir);
    return Ground.#open(dataDir, "", async () => {});
  }

  /** On a database of its own on the server at `url`. `seenBy` is where the board servers find it. */
  static async postgres(url: string, seenBy: (url: URL) => URL = (own) => own): Promise<Ground> {
    const name = `plateau_faults_${randomBytes(6).toString("hex")}`;
    const admin = async (statement: string) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query(statement).finally(() => client.end());
    };
    await admin(`create database ${name}`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    const dropDatabase = () => admin(`drop database ${name} with (force)`);
    return Ground.#open(temporaryFolder(), own.href, dropDatabase, seenBy(own).href);
  }

  static async #open(
    dataDir: string,
    url: string,
    dropDatabase: () => Promise<void>,
    seenUrl = url,
  ): Promise<Ground> {
    const secret = randomBytes(32).toString("hex");
    process.env.NEXTAUTH_SECRET = secret;
    const log = { info() {}, warn() {}, error() {} };
    const options = { ...(url ? { url } : {}), dataDir, log, minFreeMb: 0, backupsToKeep: 0 };
    const [database, bundle] = await Promise.all([openDatabase(options), bundlePrograms()]);
    const seeded = await seed(database.db);
    await database.close();
    const env = {
      DATA_DIR: dataDir,
      DATABASE_URL: seenUrl,
      NEXTAUTH_SECRET: secret,
      PLATEAU_URL: ORIGIN,
      PLATEAU_MIN_FREE_MB: "0",
    };
    return new Ground({ seeded, dataDir, env, bundle, dropDatabase });
  }

  /** A process that may yet refuse to start. */
  launch(env: Record<string, string> = {}): BoardProcess {
    const started = new BoardProcess(this.#bundle, { ...this.#env, ...env });
    this.#started.push(started);
    return started;
  }

  start(env: Record<string, string> = {}): Promise<BoardProcess> {
    return this.launch(env).listening();
  }

  /** To be given to `start`: a disk as small as the file says. */
  smallDisk(file: string): Record<string, string> {
    return {
      PLATEAU_TEST_DISK: file,
      NODE_OPTIONS: `--require ${JSON.stringify(path.join(this.#bundle, "small-disk.cjs"))}`,
    };
  }

  async close(): Promise<void> {
    for (const started of this.#started) await started.end("SIGKILL");
    await this.#dropDatabase();
    fs.rmSync(this.#bundle, { recursive: true });
    fs.rmSync(this.dataDir, { recursive: true });
  }
}

/** A suite on each engine, with board servers over it. */
export function describeOnEachDatabase(name: string, suite: (open: () => Promise<Ground>) => void): void {
  describePerEngine(
    name,
    () => suite(() => Ground.embedded()),
    (url) => suite(() => Ground.postgres(url)),
  );
}

const temporaryFolder = () => fs.mkdtempSync(path.join(os.tmpdir(), "plateau-faults-"));

async function seed(db: Db): Promise<Seeded> {
  const template = builtInTemplate("ml-lifecycle");
  const seeding = { locale: "en", withRatings: true } as const;
  const wording = { title: "Which platform?", question: "", optionNoun: { one: "one", many: "many" } };
  const maker = await aPerson(db, "Lead");
  const wanted = { template, ...seeding, ...wording, roleId: null };
  const boardId = await createBoard(db, maker, wanted);
  const otherBoardIds: string[] = [];
  for (let i = 0; i < OTHER_BOARDS; i++) otherBoardIds.push(await createBoard(db, maker, wanted));

  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedBoard(template, { ...seeding, ...wording }));
  const frame = await lockFrame(db, maker, boardId, readBoard(doc));
  const round = await openRound(db, maker, boardId, { kinds: ["scores", "weights"], deadline: null });

  const seat = async ({ userId, name }: { userId: string; name: string }) => {
    const token = await encodeSession(await startSession(db, userId), userId);
    return { userId, name, cookie: `${sessionCookieName()}=${token}`, origin: ORIGIN };
  };
  const member = async (name: string, access: "editor" | "voter", roleId: string | null) => {
    const person = await aPerson(db, name);
    await aSeat(db, boardId, person, access, roleId);
    return seat(person);
  };
  const editors: Seat[] = [];
  for (let i = 1; i <= EDITORS; i++) editors.push(await member(`Editor ${i}`, "editor", null));
  const voters: VoterSeat[] = [];
  const { roles, options } = frame.body;
  for (let i = 1; i <= VOTERS; i++) {
    const roleId = roles[i % roles.length]?.id ?? "";
    const cells = criteriaFor(frame.body, roleId).flatMap((criterion) =>
      options.map((option) => cellKey(criterion.id, option.id)),
    );
    voters.push({ ...(await member(`Voter ${i}`, "voter", roleId)), cells });
  }
  return { boardId, otherBoardIds, roundId: round.id, lead: await seat(maker), editors, voters };
}
