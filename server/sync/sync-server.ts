// Everything under `/sync/`: takes sockets, hands them to rooms, and is the door from pages to live boards.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import type { SignedInUser } from "../../lib/auth/signed-in-user";
import type { Db } from "../../lib/db/client";
import { assertWritable } from "../../lib/db/writable";
import { AppError, type ErrorCode, closeCode, isAppError } from "../../lib/errors";
import type { BoardHub } from "../../lib/sync/board-hub";
import { CLOSE } from "../../lib/sync/protocol";
import type { BoardStore } from "../persistence/board-store";
import { DatabaseBoardStore } from "../persistence/database-board-store";
import { type SyncRequest, judgeSocket, parseSyncRequest } from "../upgrade";
import { Connection } from "./connection";
import { boardEventFrame } from "./frames";
import type { Room } from "./room";
import { Rooms } from "./rooms";

/** The largest frame; a person's edits of many hours fit. */
const MAX_FRAME_BYTES = 1024 * 1024;
const HEARTBEAT_MS = 5_000;
/** In heartbeats: silence on a socket, presence, dead lines. y-websocket gives up after 30 s of silence. */
const SILENT_BEATS = 2;
const PRESENCE_BEATS = 3;
const PING_BEATS = 6;
const IDLE_MS = 10_000;
/** The process has 18 s in all to stop. */
const FLUSH_WITHIN_MS = 6_000;
const GOODBYE_WITHIN_MS = 2_000;

export interface SyncServerOptions {
  db: Db;
  log: Logger;
  /** Exact origins (`https://board.example`), read at every upgrade: the caller may fill the list after listening. */
  allowedOrigins: readonly string[];
  /** Who a `Cookie` header belongs to; asked at the upgrade and again when access or name may have changed. */
  sessionFromCookie: (header: string | undefined) => Promise<SignedInUser | null>;
  /** Milliseconds. */
  now?: () => number;
  /** Where the log lives; by default the database's `board_updates`. */
  store?: BoardStore;
  /** Throws `disk-nearly-full` while nothing new may be stored. */
  assertWritable?: () => void;
  /** How long a room that everybody left stays loaded. */
  idleMs?: number;
  heartbeatMs?: number;
}

export interface SyncServer {
  /** Takes an upgrade whose path begins with `/sync/`; answers or closes the socket in every case. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** To be hung up with `setBoardHub` before the first request. */
  hub: BoardHub;
  /** Stops taking frames, commits what was accepted, tells clients 1012. Under 10 s. */
  close(): Promise<void>;
}

export function createSyncServer(options: SyncServerOptions): SyncServer {
  return new Sync(options);
}

class Sync implements SyncServer {
  readonly #options: SyncServerOptions;
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #heartbeatMs: number;
  readonly #rooms: Rooms;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
  });
  /** Who is on a board, with its document or for its events only. */
  readonly #audiences = new Map<string, Map<Connection, Room | null>>();
  readonly #beat: NodeJS.Timeout;
  #beats = 0;
  /** Counts changes of rights: a socket that was judged before one and let in after it must be judged again. */
  #changes = 0;
  #closing = false;

  constructor(options: SyncServerOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#now = options.now ?? Date.now;
    this.#heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
    this.#rooms = new Rooms(
      {
        store: options.store ?? new DatabaseBoardStore(options.db),
        log: options.log,
        now: this.#now,
        assertWritable: options.assertWritable ?? assertWritable,
      },
      options.idleMs ?? IDLE_MS,
    );
    this.#beat = setInterval(() => this.#onBeat(), this.#heartbeatMs);
    this.#beat.unref();
  }

  readonly hub: BoardHub = {
    readBoard: (boardId) => this.#inRoom(boardId, (room) => room.readBoard()),
    editBoard: (boardId, userId, edit) => this.#inRoom(boardId, (room) => room.edit(userId, edit)),
    publish: (boardId, event) => {
      const frame = boardEventFrame(event);
      for (const connection of this.#audience(boardId)) {
        if (connection.understandsOurs) connection.send(frame);
      }
    },
    accessChanged: (boardId, userId) => {
      this.#changes += 1;
      for (const connection of this.#audience(boardId)) {
        if (connection.userId === userId) void this.#judgeAgain(connection);
      }
    },
    sessionEnded: (sessionId) => {
      this.#changes += 1;
      for (const connection of this.#everybody()) {
        if (connection.sessionId === sessionId) connection.refuse("not-signed-in");
      }
    },
  };

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A line that breaks before there is a WebSocket on it: nobody is left to tell.
    socket.on("error", () => socket.destroy());
    const parsed = this.#closing
      ? ({ ok: false, status: "503 Service Unavailable" } as const)
      : parseSyncRequest(request, this.#options.allowedOrigins);
    if (!parsed.ok) {
      this.#log.info({ origin: request.headers.origin, status: parsed.status }, "upgrade refused");
      socket.end(`HTTP/1.1 ${parsed.status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    void this.#admit(parsed.request, request, socket, head);
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#beat);
    const everybody = [...this.#everybody()];
    for (const connection of everybody) connection.hold();
    const gone = everybody.map((connection) => new Promise<void>((resolve) => connection.onClosed(resolve)));
    const settled = this.#rooms.each((room) =>
      room
        .settle()
        .catch((error: unknown) => this.#log.error({ boardId: room.boardId, err: error }, "not flushed")),
    );
    await within(FLUSH_WITHIN_MS, settled);
    for (const connection of everybody) connection.close(CLOSE.restarting, "restarting");
    await within(GOODBYE_WITHIN_MS, Promise.all(gone));
    for (const connection of everybody) connection.terminate();
    await within(
      GOODBYE_WITHIN_MS,
      this.#rooms.each((room) => room.destroy()),
    );
    this.#sockets.close();
  }

  /** A browser cannot read the status of a refused upgrade: it is let in, and told by a close code. */
  async #admit(wanted: SyncRequest, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { cookie } = request.headers;
    const judgement = await this.#judge(cookie, wanted.boardId);
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (!judgement.ok || this.#closing) {
        return turnAway(webSocket, judgement.ok ? "unavailable" : judgement.error);
      }
      const { user, standing } = judgement;
      const { boardId, wishes } = wanted;
      const connection = new Connection({
        socket: webSocket,
        boardId,
        cookie,
        user,
        standing,
        wishes,
        log: this.#log,
        now: this.#now,
      });
      this.#welcome(connection);
    });
  }

  async #judge(cookie: string | undefined, boardId: string) {
    try {
      for (;;) {
        const changes = this.#changes;
        const judgement = await judgeSocket(
          this.#options.db,
          this.#options.sessionFromCookie,
          cookie,
          boardId,
        );
        if (changes === this.#changes) return judgement;
      }
    } catch (error) {
      this.#log.error({ boardId, err: error }, "could not judge a socket");
      return { ok: false, error: "unavailable" } as const;
    }
  }

  #welcome(connection: Connection): void {
    const { boardId } = connection;
    const audience = this.#audiences.get(boardId) ?? new Map<Connection, Room | null>();
    this.#audiences.set(boardId, audience.set(connection, null));
    connection.onClosed(() => {
      audience.delete(connection);
      if (audience.size === 0 && this.#audiences.get(boardId) === audience) this.#audiences.delete(boardId);
    });
    if (connection.wishes.events) connection.keepAlive(Number.POSITIVE_INFINITY);
    else void this.#bringIn(connection, audience);
  }

  async #bringIn(connection: Connection, audience: Map<Connection, Room | null>): Promise<void> {
    try {
      const { room, exit } = await this.#rooms.enter(connection.boardId);
      if (!connection.isOpen) return exit();
      audience.set(connection, room);
      connection.onClosed(() => {
        room.leave(connection);
        exit();
      });
      room.join(connection);
    } catch (error) {
      this.#log.error({ ...connection.context, err: error }, "the board could not be loaded");
      connection.refuse("unavailable");
    }
  }

  /** Frames wait meanwhile: none is judged by rights that are no longer there. */
  async #judgeAgain(connection: Connection): Promise<void> {
    connection.hold();
    const judgement = await this.#judge(connection.cookie, connection.boardId);
    if (!judgement.ok) {
      // Somebody who was in is told that they are out, not that the board is a secret.
      return connection.refuse(judgement.error === "not-found" ? "not-allowed" : judgement.error);
    }
    if (judgement.standing.access !== connection.access) {
      return connection.close(CLOSE.rightsChanged, "rights-changed");
    }
    connection.become(judgement.user, judgement.standing);
    this.#audiences.get(connection.boardId)?.get(connection)?.refresh(connection);
    connection.release();
  }

  async #inRoom<T>(boardId: string, work: (room: Room) => Promise<T>): Promise<T> {
    let loaded = false;
    try {
      return await this.#rooms.use(boardId, (room) => {
        loaded = true;
        return work(room);
      });
    } catch (error) {
      if (loaded || isAppError(error)) throw error;
      throw new AppError("unavailable", undefined, { cause: error });
    }
  }

  #onBeat(): void {
    this.#beats += 1;
    const silentSince = this.#now() - SILENT_BEATS * this.#heartbeatMs;
    const pings = this.#beats % PING_BEATS === 0;
    for (const connection of this.#everybody()) {
      connection.keepAlive(silentSince);
      if (pings) connection.ping();
    }
    if (this.#beats % PRESENCE_BEATS === 0) void this.#rooms.each((room) => room.renew());
  }

  #audience(boardId: string): Connection[] {
    return [...(this.#audiences.get(boardId)?.keys() ?? [])];
  }

  *#everybody(): Iterable<Connection> {
    for (const audience of this.#audiences.values()) yield* audience.keys();
  }
}

function turnAway(socket: WebSocket, error: ErrorCode): void {
  socket.on("error", () => socket.terminate());
  socket.close(closeCode(error), error);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
