/** Two instances as processes, on a real PostgreSQL and a Redis of their own, and real clients of both. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Access } from "../../../lib/access/can";
import { authSessions, boardUpdates, boards, members, users } from "../../../lib/db/schema";
import { openTestPostgres } from "../../../lib/db/testing-postgres";
import { type Program, watch } from "../../../lib/db/embedded/programs/run";
import { ORIGIN, seed } from "../testing";
import { RawClient } from "../testing-client";
import type { Call } from "./programs/instance";
import { Line, TestRedis } from "./testing-redis";

const FILE = fileURLToPath(new URL("./programs/instance.ts", import.meta.url));

export interface Member {
  userId: string;
  sessionId: string;
}

/** A process that can be killed and started again, with a line to Redis of its own. */
export class InstanceProcess {
  readonly line: Line;
  readonly #databaseUrl: string;
  #program: Program | null = null;
  #port = 0;

  constructor(databaseUrl: string, line: Line) {
    this.#databaseUrl = databaseUrl;
    this.line = line;
  }

  get url(): string {
    return `ws://localhost:${this.#port}/sync`;
  }
  get child(): ChildProcess | undefined {
    return this.#program?.child;
  }

  async start(): Promise<void> {
    const env = {
      ...process.env,
      ORIGIN,
      DATABASE_URL: this.#databaseUrl,
      REDIS_URL: `redis://127.0.0.1:${this.line.port}`,
    };
    this.#program = watch(spawn(process.execPath, ["--import", "tsx", FILE], { env }));
    const said = await this.#program.line((line) => line.startsWith("listening "));
    this.#port = Number(said.split(" ")[1]);
  }

  async kill(): Promise<void> {
    this.#program?.child.kill("SIGKILL");
    await this.#program?.ended;
  }

  /** A page's call of the hub, and the answer. One at a time. */
  async call(call: Call): Promise<string> {
    const program = this.#program;
    if (!program) throw new Error("not started");
    const before = program.lines.length;
    program.child.stdin?.write(`${JSON.stringify(call)}\n`);
    return program.line((line) => program.lines.indexOf(line, before) >= before);
  }
}

export class Installation {
  readonly redis: TestRedis;
  readonly a: InstanceProcess;
  readonly b: InstanceProcess;
  readonly #database: Awaited<ReturnType<typeof openTestPostgres>>;
  readonly #cleanups: (() => void)[] = [];

  private constructor(
    database: Awaited<ReturnType<typeof openTestPostgres>>,
    redis: TestRedis,
    lines: [Line, Line],
  ) {
    this.#database = database;
    this.redis = redis;
    this.a = new InstanceProcess(database.url, lines[0]);
    this.b = new InstanceProcess(database.url, lines[1]);
  }

  static async open(postgresUrl: string, redisServer: string): Promise<Installation> {
    const database = await openTestPostgres(postgresUrl);
    const redis = await TestRedis.start(redisServer);
    const lines = await Promise.all([Line.to(redis.port), Line.to(redis.port)]);
    const installation = new Installation(database, redis, lines);
    await Promise.all([installation.a.start(), installation.b.start()]);
    return installation;
  }

  get db() {
    return this.#database.db;
  }

  async close(): Promise<void> {
    this.leaveAll();
    await Promise.all([this.a.kill(), this.b.kill()]);
    await Promise.all([this.a.line.close(), this.b.line.close()]);
    await this.redis.close();
    await this.#database.close();
  }

  leaveAll(): void {
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
  }

  async addMember(name: string): Promise<Member> {
    const [user] = await this.db.insert(users).values({ name }).returning({ id: users.id });
    const userId = user?.id ?? "";
    const [session] = await this.db
      .insert(authSessions)
      .values({ userId })
      .returning({ id: authSessions.id });
    return { userId, sessionId: session?.id ?? "" };
  }

  async addBoard(people: [Member, Access][]): Promise<string> {
    const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url");
    const createdBy = people[0]?.[0].userId ?? "";
    await this.db.insert(boards).values({ id, title: "Seeded", locale: "en", createdBy });
    await this.db.insert(boardUpdates).values({ boardId: id, data: seed(), userId: null });
    for (const [{ userId }, access] of people) {
      await this.db.insert(members).values({ boardId: id, userId, access });
    }
    return id;
  }

  provider(instance: InstanceProcess, boardId: string, member: Member, doc = new Y.Doc()): WebsocketProvider {
    const provider = new WebsocketProvider(instance.url, boardId, doc, {
      disableBc: true,
      maxBackoffTime: 200,
      WebSocketPolyfill: class extends WebSocket {
        constructor(url: string) {
          super(url, { headers: headersOf(member) });
        }
      } as never,
    });
    this.#cleanups.push(() => {
      provider.destroy();
      provider.awareness.destroy();
    });
    return provider;
  }

  raw(instance: InstanceProcess, boardId: string, member: Member, query = "?ack=1"): RawClient {
    const client = new RawClient(
      new WebSocket(`${instance.url}/${boardId}${query}`, { headers: headersOf(member) }),
    );
    this.#cleanups.push(() => client.socket.terminate());
    return client;
  }

  async logged(boardId: string): Promise<Y.Doc> {
    const doc = new Y.Doc();
    const rows = await this.db.query.boardUpdates.findMany({
      where: (row, { eq }) => eq(row.boardId, boardId),
      orderBy: (row, { asc }) => asc(row.seq),
    });
    for (const { data } of rows) Y.applyUpdate(doc, data);
    return doc;
  }
}

const headersOf = ({ sessionId }: Member) => ({ origin: ORIGIN, cookie: `session=${sessionId}` });
