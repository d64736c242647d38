/** A sync server on a real port over a real database, and real clients of it. */
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Access } from "../../lib/access/can";
import type { SignedInUser } from "../../lib/auth/signed-in-user";
import { writeMeta } from "../../lib/board/meta";
import { SERVER_ORIGIN } from "../../lib/board/origins";
import { rootOf } from "../../lib/board/roots";
import { addTask } from "../../lib/board/tasks";
import type { Db } from "../../lib/db/client";
import { startSession } from "../../lib/db/queries/sessions";
import { boardUpdates, boards, members, users } from "../../lib/db/schema";
import type { BoardId } from "../../lib/ids";
import type { LogMark, LogPosition, LoggedUpdate } from "../persistence/board-store";
import { DatabaseBoardStore } from "../persistence/database-board-store";
import { openBoard } from "./room-loading";
import { type SyncServer, type SyncServerOptions, createSyncServer } from "./sync-server";
import { RawClient } from "./testing-client";

export const ORIGIN = "http://board.example";

/** The database's store, whose appends and loads can be held open or made to fail. */
export class TestStore extends DatabaseBoardStore {
  beforeAppend: () => Promise<void> = async () => {};
  beforeLoad: () => Promise<void> = async () => {};
  readonly batches: number[] = [];

  override async load(boardId: string) {
    await this.beforeLoad();
    return super.load(boardId);
  }
  override async loadSince(boardId: string, since: { epoch: number; mark: LogMark }) {
    await this.beforeLoad();
    return super.loadSince(boardId, since);
  }
  override async append(boardId: string, at: LogPosition, updates: readonly LoggedUpdate[]) {
    await this.beforeAppend();
    this.batches.push(updates.length);
    return super.append(boardId, at, updates);
  }
}

export interface ProviderOptions {
  doc?: Y.Doc;
  ack?: boolean;
  connect?: boolean;
  /** Shares a BroadcastChannel with other tabs of the same browser. */
  tabs?: boolean;
  Socket?: typeof WebSocket;
}

export interface Person {
  cookie: string;
  user: SignedInUser;
}

/** What the server logged: tests that expect none of it say so. */
export interface LogLine {
  level: number;
  msg: string;
  [key: string]: unknown;
}

export class Ground {
  readonly db: Db;
  readonly store: TestStore;
  readonly lines: LogLine[] = [];
  sync: SyncServer;
  /** Of the present process: one that was killed says nothing more. */
  #life = { isOver: false };
  #server: Server;
  readonly #options: Partial<SyncServerOptions>;
  readonly #cleanups: (() => void)[] = [];

  private constructor(db: Db, options: Partial<SyncServerOptions>) {
    this.db = db;
    this.store = new TestStore(db);
    this.#options = options;
    this.sync = this.#createSync();
    this.#server = this.#createServer();
  }

  static async open(db: Db, options: Partial<SyncServerOptions> = {}): Promise<Ground> {
    const ground = new Ground(db, options);
    await new Promise<void>((resolve) => ground.#server.listen(0, "localhost", resolve));
    return ground;
  }

  get url(): string {
    return `ws://localhost:${(this.#server.address() as AddressInfo).port}/sync`;
  }

  #createSync(): SyncServer {
    const life = { isOver: false };
    this.#life = life;
    const write = (line: string) => {
      if (!life.isOver) this.lines.push(JSON.parse(line) as LogLine);
    };
    const log = pino({ level: "info" }, { write });
    return createSyncServer({
      db: this.db,
      log,
      allowedOrigins: [ORIGIN],
      sessionIdFromCookie: async (cookie) => /^session=(.+)$/.exec(cookie ?? "")?.[1] ?? null,
      store: this.store,
      idleMs: 0,
      ...this.#options,
    });
  }

  #createServer(): Server {
    const server = createServer();
    server.on("upgrade", (request, socket, head) => this.sync.handleUpgrade(request, socket, head));
    return server;
  }

  /** Another process on the same data: the present one is dropped as `kill -9` drops it, unflushed and silent. */
  crash(): void {
    const crashed = this.sync;
    this.#life.isOver = true;
    this.sync = this.#createSync();
    this.#cleanups.push(() => void crashed.close());
    this.#server.closeAllConnections();
    for (const socket of this.#sockets) socket.terminate();
  }

  readonly #sockets = new Set<WebSocket>();
  track(socket: WebSocket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
  }

  async close(): Promise<void> {
    for (const cleanup of this.#cleanups.splice(0).reverse()) cleanup();
    await this.sync.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async addPerson(name: string): Promise<Person> {
    const [row] = await this.db.insert(users).values({ name }).returning({ id: users.id });
    if (!row) throw new Error("no user");
    const sessionId = await startSession(this.db, row.id);
    const user: SignedInUser = {
      userId: row.id,
      name,
      email: null,
      isAdmin: false,
      isGuest: false,
      sessionId,
    };
    return { cookie: `session=${sessionId}`, user };
  }

  async addBoard(owner: Person): Promise<BoardId> {
    const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url") as BoardId;
    await this.db.insert(boards).values({ id, title: "Seeded", locale: "en", createdBy: owner.user.userId });
    await this.db.insert(boardUpdates).values({ boardId: id, data: seed(), userId: null });
    await this.addMember(id, owner, "facilitator");
    return id;
  }

  /** What the store would give to the next room. */
  async stored(boardId: string): Promise<Y.Doc> {
    return (await openBoard(this.store, boardId)).doc;
  }

  async addMember(
    boardId: string,
    { user }: Person,
    access: Access,
    roleId: string | null = null,
  ): Promise<void> {
    await this.db.insert(members).values({ boardId, userId: user.userId, access, roleId });
  }

  /** y-websocket's own client, as it is. */
  provider(boardId: string, person: Person, options: ProviderOptions = {}) {
    const doc = options.doc ?? new Y.Doc();
    const provider = new WebsocketProvider(this.url, boardId, doc, {
      disableBc: !options.tabs,
      connect: options.connect ?? true,
      maxBackoffTime: 100,
      params: options.ack ? { ack: "1" } : {},
      WebSocketPolyfill: (options.Socket ?? this.socketClass(person)) as never,
    });
    this.#cleanups.push(() => {
      provider.destroy();
      provider.awareness.destroy();
    });
    return provider;
  }

  socketClass(person: Person): typeof WebSocket {
    const track = (socket: WebSocket) => this.track(socket);
    return class extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { origin: ORIGIN, cookie: person.cookie } });
        track(this);
      }
    } as typeof WebSocket;
  }

  /** A socket without any client behind it. */
  raw(path: string, headers: Record<string, string>): RawClient {
    const client = new RawClient(new WebSocket(`${this.url}/${path}`, { headers }));
    this.track(client.socket);
    this.#cleanups.push(() => client.socket.terminate());
    return client;
  }

  rawMember(boardId: string, person: Person, query = "?ack=1"): RawClient {
    return this.raw(`${boardId}${query}`, { origin: ORIGIN, cookie: person.cookie });
  }
}

/** A board with a title and one task, as the server seeds it. */
export function seed(): Uint8Array {
  const doc = new Y.Doc();
  writeMeta(
    doc,
    { title: "Seeded", question: "Which?", locale: "en", optionNoun: { one: "option", many: "options" } },
    SERVER_ORIGIN,
  );
  addTask(doc, { id: "t1", title: "Collect data" }, SERVER_ORIGIN);
  rootOf(doc, "session").set("step", 0);
  return Y.encodeStateAsUpdate(doc);
}
