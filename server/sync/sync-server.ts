// Everything under `/sync/`: takes sockets, hands them to rooms, and is the door from pages to live boards.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import type { Db } from "../../lib/db/client";
import { findSeat } from "../../lib/db/queries/sessions";
import { assertWritable } from "../../lib/db/writable";
import { AppError, closeCode, isAppError } from "../../lib/errors";
import type { BoardHub } from "../../lib/sync/board-hub";
import { type BoardEvent, CLOSE } from "../../lib/sync/protocol";
import type { BoardStore } from "../persistence/board-store";
import { type CompactionLimits, Compactor } from "../persistence/compactor";
import { DatabaseBoardStore } from "../persistence/database-board-store";
import { type SyncRequest, parseSyncRequest } from "../upgrade";
import type { Bus } from "./cluster/bus";
import { Cluster } from "./cluster/cluster";
import type { ControlListener } from "./cluster/control";
import { Connection } from "./connection";
import { boardEventFrame } from "./frames";
import { Judgements } from "./judgements";
import type { Room } from "./room";
import { rehearseOpening } from "./rehearsal";
import { Rooms } from "./rooms";
import { type VersionDoors, versionDoors } from "./version-doors";

/** The largest frame; a person's edits of many hours fit. */
const MAX_FRAME_BYTES = 1024 * 1024;
/** A browser cuts a message into a few; a million of one byte each cost 100 times their length to hold. */
const MAX_FRAGMENTS = 1_024;
const HEARTBEAT_MS = 5_000;
/** In heartbeats: silence on a socket, presence, dead lines. y-websocket gives up after 30 s of silence. */
const SILENT_BEATS = 2;
const PRESENCE_BEATS = 3;
const PING_BEATS = 6;
const IDLE_MS = 10_000;
const NO_SESSION = "00000000-0000-0000-0000-000000000000";
const NOWHERE = "-";
/** By then the embedded database has compiled what it needs for it. */
const REHEARSALS = 6;
/** The process has 18 s in all to stop. */
const FLUSH_WITHIN_MS = 6_000;
const GOODBYE_WITHIN_MS = 2_000;

export interface SyncServerOptions {
  db: Db;
  log: Logger;
  /** Exact origins (`https://board.example`), read at every upgrade: the caller may fill the list after listening. */
  allowedOrigins: readonly string[];
  /** The session that a `Cookie` header names; null when it names none. Whether it stands, the database is asked. */
  sessionIdFromCookie: (header: string | undefined) => Promise<string | null>;
  /** Milliseconds. */
  now?: () => number;
  /** Where the log lives; by default the database's `board_updates`. */
  store?: BoardStore;
  /** To the other instances on the same database; closed with the server. Left out: there are none. */
  bus?: Bus;
  /** Throws `disk-nearly-full` while nothing new may be stored. */
  assertWritable?: () => void;
  /** How long a room that everybody left stays loaded. */
  idleMs?: number;
  /** When a board's log is compacted. */
  compaction?: Partial<CompactionLimits>;
  heartbeatMs?: number;
}

export interface SyncServer {
  /** Takes an upgrade whose path begins with `/sync/`; answers or closes the socket in every case. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /**
   * Does what is done when somebody comes: in a process that has just started the first such queries take the
   * embedded database some 0.2 s, and the first document takes twice as long as the second. A database that is away
   * is none of its business.
   */
  warmUp(): Promise<void>;
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
  readonly #store: BoardStore;
  readonly #compactor: Compactor;
  readonly #rooms: Rooms;
  readonly #judgements: Judgements;
  readonly #cluster: Cluster | null;
  readonly hub: BoardHub;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
    maxFragments: MAX_FRAGMENTS,
  });
  /** Who is on a board, with its document or for its events only. */
  readonly #audiences = new Map<string, Map<Connection, Room | null>>();
  readonly #beat: NodeJS.Timeout;
  #beats = 0;
  #closing = false;
  /** Everybody is being judged again; true: and must be once more after that. */
  #judging: { again: boolean } | null = null;

  constructor(options: SyncServerOptions) {
    this.#options = options;
    this.#log = options.log;
    this.#now = options.now ?? Date.now;
    this.#heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
    const { bus, log, compaction } = options;
    const store = options.store ?? new DatabaseBoardStore(options.db);
    this.#store = store;
    this.#judgements = new Judgements(options.db, log);
    const mayWrite = options.assertWritable ?? assertWritable;
    this.#compactor = new Compactor({
      store,
      log,
      isWritable: () => isWritable(mayWrite),
      ...(compaction ? { limits: compaction } : {}),
    });
    this.#cluster = bus ? new Cluster({ bus, store, log, now: this.#now, listener: this.#fromOthers }) : null;
    this.#rooms = new Rooms(
      {
        store,
        log,
        now: this.#now,
        cluster: this.#cluster,
        assertWritable: mayWrite,
        compactor: this.#compactor,
      },
      options.idleMs ?? IDLE_MS,
    );
    this.hub = {
      ...this.#doors,
      ...versionDoors({
        store,
        rooms: this.#rooms,
        log,
        inRoom: (boardId, work) => this.#inRoom(boardId, work),
        assertWritable: mayWrite,
        restored: (boardId, epoch) => this.#doors.publish(boardId, { type: "restored", epoch }),
      }),
    };
    this.#beat = setInterval(() => this.#onBeat(), this.#heartbeatMs);
    this.#beat.unref();
  }

  /** What happened outside the documents, here or on another instance. */
  readonly #fromOthers: ControlListener = {
    event: (boardId, event) => {
      if (event.type === "restored") void this.#rooms.endEpoch(boardId, event.epoch);
      this.#send(this.#audience(boardId), event);
    },
    access: (boardId, userId) => {
      this.#judgements.accessChanged(boardId, userId);
      for (const connection of this.#audience(boardId)) {
        if (connection.userId === userId) void this.#judgeAgain(connection);
      }
    },
    session: (sessionId) => {
      this.#judgements.sessionEnded(sessionId);
      for (const connection of this.#everybody()) {
        if (connection.sessionId === sessionId) connection.refuse("not-signed-in");
      }
    },
    judgeEverybody: () => void this.#judgeEverybody(),
    refreshEverybody: () => this.#send(this.#everybody(), { type: "missed" }),
  };

  readonly #doors: Omit<BoardHub, keyof VersionDoors> = {
    instances: () => this.#cluster?.standing ?? "alone",
    readBoard: (boardId) => this.#inRoom(boardId, (room) => room.readBoard()),
    editBoard: (boardId, userId, edit) => this.#inRoom(boardId, (room) => room.edit(userId, edit)),
    publish: (boardId, event) => {
      this.#fromOthers.event(boardId, event);
      this.#cluster?.control.tell({ kind: "event", boardId, event });
    },
    accessChanged: (boardId, userId) => {
      this.#fromOthers.access(boardId, userId);
      this.#cluster?.control.tell({ kind: "access", boardId, userId });
    },
    sessionEnded: (sessionId) => {
      this.#fromOthers.session(sessionId);
      this.#cluster?.control.tell({ kind: "session", sessionId });
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

  async warmUp(): Promise<void> {
    rehearseOpening();
    for (let i = 0; i < REHEARSALS; i++) {
      await Promise.allSettled([findSeat(this.#options.db, NO_SESSION, NOWHERE), this.#store.load(NOWHERE)]);
    }
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
    await within(GOODBYE_WITHIN_MS, Promise.all([this.#rooms.emptied(), this.#compactor.stop()]));
    await this.#cluster?.close();
    this.#sockets.close();
  }

  /** A browser cannot read the status of a refused upgrade: it is let in, and told by a close code. */
  async #admit(wanted: SyncRequest, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { boardId, wishes } = wanted;
    const session = this.#options.sessionIdFromCookie(request.headers.cookie);
    await this.#judgements.admit(session, boardId, (verdict, again) => {
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        if (!verdict.ok) return turnAway(webSocket, closeCode(verdict.error), verdict.error);
        if (this.#closing) return turnAway(webSocket, CLOSE.restarting, "restarting");
        const { user, standing } = verdict;
        const connection = new Connection({
          socket: webSocket,
          line: socket,
          boardId,
          user,
          standing,
          wishes,
          log: this.#log,
          now: this.#now,
        });
        this.#welcome(connection);
        if (again) void this.#judgeAgain(connection);
      });
    });
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

  /**
   * Frames wait meanwhile: none is judged by rights that are no longer there. One read is enough, whatever comes
   * meanwhile: a later change begins another judgement, for which frames wait longer, and puts off no end of this one.
   */
  async #judgeAgain(connection: Connection): Promise<void> {
    connection.hold();
    const verdict = await this.#judgements.judge(connection.sessionId, connection.boardId);
    if (!verdict.ok) {
      // Somebody who was in is told that they are out, not that the board is a secret.
      return connection.refuse(verdict.error === "not-found" ? "not-allowed" : verdict.error);
    }
    if (verdict.standing.access !== connection.access) {
      return connection.close(CLOSE.rightsChanged, "rights-changed");
    }
    connection.become(verdict.user, verdict.standing);
    this.#audiences.get(connection.boardId)?.get(connection)?.refresh(connection);
    connection.release();
  }

  /** One after the other per person is not needed, one round after the other is: it may take longer than its beat. */
  async #judgeEverybody(): Promise<void> {
    this.#judgements.everybodyMayHaveChanged();
    if (this.#judging) {
      this.#judging.again = true;
      return;
    }
    do {
      this.#judging = { again: false };
      await Promise.all([...this.#everybody()].map((connection) => this.#judgeAgain(connection)));
    } while (this.#judging.again);
    this.#judging = null;
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

  #send(audience: Iterable<Connection>, event: BoardEvent): void {
    const frame = boardEventFrame(event);
    for (const connection of audience) if (connection.understandsOurs) connection.send(frame);
  }

  #audience(boardId: string): Connection[] {
    return [...(this.#audiences.get(boardId)?.keys() ?? [])];
  }

  *#everybody(): Iterable<Connection> {
    for (const audience of this.#audiences.values()) yield* audience.keys();
  }
}

function turnAway(socket: WebSocket, code: number, reason: string): void {
  socket.on("error", () => socket.terminate());
  socket.close(code, reason);
}

function isWritable(assert: () => void): boolean {
  try {
    assert();
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
