/**
 * Several instances of one board in one process on one virtual clock, with a bus and a database that fail as told
 * by a seed. Real rooms, gate, log writers, cluster and Yjs clients; only the lines and the log's latency are made.
 */
import type { Duplex } from "node:stream";
import { EventEmitter } from "node:events";
import * as decoding from "lib0/decoding";
import pino from "pino";
import type { WebSocket } from "ws";
import * as awareness from "y-protocols/awareness";
import * as Y from "yjs";
import { SERVER_ORIGIN } from "../../../lib/board/origins";
import { rootOf } from "../../../lib/board/roots";
import { addTask, removeTask, setTaskTitle } from "../../../lib/board/tasks";
import type { TaskId } from "../../../lib/ids";
import { MESSAGE } from "../../../lib/sync/protocol";
import type {
  BoardStore,
  KeptState,
  LogMark,
  LogPosition,
  LoggedUpdate,
} from "../../persistence/board-store";
import type { CompactionJob, CompactionOutcome } from "../../persistence/compaction-job";
import { Compactor } from "../../persistence/compactor";
import { MemoryBoardStore } from "../../persistence/memory-board-store";
import { Connection } from "../connection";
import { SYNC, awarenessFrame, syncFrame } from "../frames";
import { Rooms } from "../rooms";
import { seed as seedUpdate } from "../testing";
import type { MemoryBus, MemoryNetwork } from "./memory-bus";
import { Cluster } from "./cluster";
import { isApplicable } from "./document-state";

export const BOARD = "board";
const quiet = pino({ level: "silent" });

/** mulberry32: a number in [0, 1) from a seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const never = new Promise<never>(() => {});

/** The database: what is committed, and who may come in. */
export class World {
  readonly store = new MemoryBoardStore();
  readonly random: () => number;
  readonly network: MemoryNetwork;
  /** Everything committed. */
  readonly log = new Y.Doc();
  readonly revoked = new Map<string, number>();
  /** The chance that a commit is answered with an error although it was made, and that a read fails. */
  troubles = 0;

  constructor(random: () => number, network: MemoryNetwork) {
    this.random = random;
    this.network = network;
    this.store.addBoard(BOARD, "Board");
  }

  async begin(): Promise<void> {
    await this.commit({ epoch: 1, writer: "seed", first: 1 }, [{ data: seedUpdate(), userId: null }]);
  }

  async commit(at: LogPosition, updates: readonly LoggedUpdate[]): Promise<void> {
    await this.store.append(BOARD, at, updates);
    for (const { data } of updates) Y.applyUpdate(this.log, data);
  }
}

/** One instance's way to the database: takes time, and ends with the instance. */
class DistantStore implements BoardStore {
  readonly #world: World;
  isDead = false;

  constructor(world: World) {
    this.#world = world;
  }

  async #trip(longest: number): Promise<void> {
    await pause(this.#world.random() * longest);
    if (this.isDead) await never;
  }

  #fails(): boolean {
    return this.#world.random() < this.#world.troubles;
  }

  async load(boardId: string) {
    await this.#trip(10);
    if (this.#fails()) throw new Error("the database is away");
    return this.#world.store.load(boardId);
  }
  async loadSince(boardId: string, since: { epoch: number; mark: LogMark }) {
    await this.#trip(10);
    if (this.#fails()) throw new Error("the database is away");
    const found = await this.#world.store.loadSince(boardId, since);
    await this.#trip(10);
    return found;
  }
  async append(_boardId: string, at: LogPosition, updates: readonly LoggedUpdate[]) {
    const copies = updates.map(({ data, userId }) => ({ data: data.slice(), userId }));
    await this.#trip(30);
    await this.#world.commit(at, copies);
    await this.#trip(10);
    if (this.#fails()) throw new Error("the connection broke");
  }
  async compact(boardId: string, run: (job: CompactionJob) => Promise<CompactionOutcome>) {
    await this.#trip(10);
    return this.#world.store.compact(boardId, async (job) => {
      const outcome = await run(job);
      await this.#trip(50);
      return outcome;
    });
  }
  epochOf(boardId: string) {
    return this.#world.store.epochOf(boardId);
  }
  listVersions(boardId: string) {
    return this.#world.store.listVersions(boardId);
  }
  readVersion(boardId: string, versionId: string) {
    return this.#world.store.readVersion(boardId, versionId);
  }
  keepVersion(boardId: string, kept: KeptState) {
    return this.#world.store.keepVersion(boardId, kept);
  }
  nameVersion(boardId: string, versionId: string, name: string | null) {
    return this.#world.store.nameVersion(boardId, versionId, name);
  }
  restoreVersion(boardId: string, versionId: string, userId: string) {
    return this.#world.store.restoreVersion(boardId, versionId, userId);
  }
  acceptQuarantine(boardId: string, userId: string) {
    return this.#world.store.acceptQuarantine(boardId, userId);
  }
  async noteChange() {}
}

export class Instance {
  readonly bus: MemoryBus;
  readonly #world: World;
  readonly #store: DistantStore;
  readonly #cluster: Cluster;
  readonly #rooms: Rooms;
  readonly connections = new Set<Connection>();
  isDead = false;

  constructor(world: World) {
    this.#world = world;
    this.bus = world.network.connect();
    this.#store = new DistantStore(world);
    this.#cluster = new Cluster({
      bus: this.bus,
      store: this.#store,
      log: quiet,
      now: Date.now,
      listener: {
        event: () => {},
        session: () => {},
        refreshEverybody: () => {},
        access: (_boardId, userId) => this.#judge(userId),
        judgeEverybody: () => this.#judge(null),
      },
    });
    this.#rooms = new Rooms(
      {
        store: this.#store,
        log: quiet,
        now: Date.now,
        cluster: this.#cluster,
        assertWritable: () => {},
        compactor: new Compactor({
          store: this.#store,
          log: quiet,
          isWritable: () => true,
          // Often: what others have not read yet must be in the snapshot.
          limits: { opened: 20, active: 40, closed: 10, rest: 0 },
        }),
      },
      500,
    );
  }

  async accept(socket: Line, userId: string): Promise<void> {
    const connection = new Connection({
      socket: socket as unknown as WebSocket,
      line: socket as unknown as Duplex,
      boardId: BOARD,
      user: { userId, name: userId, email: null, isAdmin: false, isGuest: false, sessionId: userId },
      standing: { access: "editor", roleId: null },
      wishes: { ack: true, events: false, epoch: null },
      log: quiet,
      now: Date.now,
    });
    if (this.#world.revoked.has(userId)) return connection.refuse("not-found");
    this.connections.add(connection);
    connection.onClosed(() => this.connections.delete(connection));
    try {
      const { room, exit } = await this.#rooms.enter(BOARD);
      if (!connection.isOpen) return exit();
      connection.onClosed(() => {
        if (this.isDead) return;
        room.leave(connection);
        exit();
      });
      room.join(connection);
    } catch {
      connection.refuse("unavailable");
    }
  }

  /** What the page that took somebody's right away calls. */
  accessChanged(userId: string): void {
    this.#judge(userId);
    this.#cluster.control.tell({ kind: "access", boardId: BOARD, userId });
  }

  beat(): void {
    void this.#rooms.each((room) => room.renew());
  }

  /** As `kill -9`: nothing more is sent or stored; what was on its way may have arrived. */
  async kill(): Promise<void> {
    this.isDead = true;
    this.#store.isDead = true;
    await this.bus.close();
    for (const connection of this.connections) connection.terminate();
    await this.#cluster.close();
    // One that is still loading never will: its database is out of reach.
    void this.#rooms.each((room) => room.destroy());
  }

  readBoard() {
    return this.#rooms.use(BOARD, (room) => room.readBoard());
  }

  #judge(userId: string | null): void {
    for (const connection of this.connections) {
      if (userId !== null && connection.userId !== userId) continue;
      if (this.#world.revoked.has(connection.userId)) connection.refuse("not-allowed");
    }
  }
}

/** A socket without a network: what `Connection` uses of ws, with a latency of its own and in order. */
export class Line extends EventEmitter {
  readonly OPEN = 1;
  readonly bufferedAmount = 0;
  readyState = 1;
  readonly #latency: number;
  readonly #toClient: (frame: Uint8Array) => void;

  constructor(latency: number, toClient: (frame: Uint8Array) => void) {
    super();
    this.#latency = latency;
    this.#toClient = toClient;
  }
  /** By the server. */
  send(frame: Uint8Array): void {
    const bytes = frame.slice();
    setTimeout(() => this.readyState === 1 && this.#toClient(bytes), this.#latency);
  }
  /** By the server, past the WebSocket: a frame with its header. */
  write(whole: Uint8Array): void {
    this.send(whole.subarray(whole[1] === 126 ? 4 : 2));
  }
  /** By the client. */
  say(frame: Uint8Array): void {
    setTimeout(() => this.readyState === 1 && this.emit("message", Buffer.from(frame), true), this.#latency);
  }
  close(): void {
    if (this.readyState !== 1) return;
    this.readyState = 3;
    this.emit("close");
  }
  terminate(): void {
    this.close();
  }
  ping(): void {
    this.emit("pong");
  }
}

/** A browser with the board open. */
export class Browser {
  readonly doc = new Y.Doc();
  readonly presence: awareness.Awareness;
  readonly userId: string;
  readonly #world: World;
  line: Line | null = null;
  #sent: Uint8Array[] = [];
  saved = 0;
  /** False `saved`: each is a failure. */
  readonly lies: string[] = [];

  constructor(world: World, userId: string, clientId: number) {
    this.#world = world;
    this.userId = userId;
    this.doc.clientID = clientId;
    this.presence = new awareness.Awareness(this.doc);
    this.presence.setLocalState({ cursor: { x: clientId, y: 0 } });
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#count(SYNC.update, update);
    });
  }

  connect(instance: Instance, latency: number): void {
    this.disconnect();
    const line = new Line(latency, (frame) => this.#receive(line, frame));
    this.line = line;
    this.#sent = [];
    this.saved = 0;
    line.on("close", () => {
      if (this.line === line) this.line = null;
    });
    void instance.accept(line, this.userId);
    line.say(syncFrame(SYNC.step1, Y.encodeStateVector(this.doc)));
    this.sayPresence();
  }

  disconnect(): void {
    this.line?.close();
  }

  sayPresence(): void {
    const update = awareness.encodeAwarenessUpdate(this.presence, [this.doc.clientID]);
    const decoder = decoding.createDecoder(update);
    decoding.readVarUint(decoder);
    this.line?.say(awarenessFrame([update.subarray(decoder.pos)]));
  }

  edit(): void {
    const { random } = this.#world;
    const tasks = ["t1", "t2", "t3", "t4"] as TaskId[];
    const task = tasks[Math.floor(random() * tasks.length)] as TaskId;
    const has = rootOf(this.doc, "tasks").has(task);
    if (!has) addTask(this.doc, { id: task, title: `By ${this.userId}` }, SERVER_ORIGIN);
    else if (random() < 0.3) removeTask(this.doc, task);
    else setTaskTitle(this.doc, task, `${this.userId} ${random()}`);
  }

  #count(kind: number, update: Uint8Array): void {
    if (!this.line) return;
    if (update.length > 2) this.#sent.push(update.slice());
    this.line.say(syncFrame(kind as typeof SYNC.update, update));
  }

  #receive(line: Line, frame: Uint8Array): void {
    if (this.line !== line) return;
    const decoder = decoding.createDecoder(frame);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.awareness) {
      awareness.applyAwarenessUpdate(this.presence, decoding.readVarUint8Array(decoder), this);
    }
    if (type === MESSAGE.saved) this.#hearSaved(decoding.readVarUint(decoder));
    if (type !== MESSAGE.sync) return;
    const kind = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (kind === SYNC.step1) this.#count(SYNC.step2, Y.encodeStateAsUpdate(this.doc, bytes));
    else Y.applyUpdate(this.doc, bytes, this);
    if (this.doc.store.pendingStructs ?? this.doc.store.pendingDs)
      this.lies.push("was sent half of something");
  }

  #hearSaved(count: number): void {
    for (const update of this.#sent.slice(this.saved, count)) {
      if (!isIn(update, this.#world.log)) this.lies.push(`${this.userId} was told that an update was saved`);
    }
    this.saved = count;
  }
}

/** Everything in the update is in the document: structs and deletions. */
export function isIn(update: Uint8Array, doc: Y.Doc): boolean {
  if (!isApplicable(update, doc)) return false;
  const { structs, ds } = Y.decodeUpdate(update);
  const has = structs.every((it) => it.id.clock + it.length <= Y.getState(doc.store, it.id.client));
  return (
    has &&
    [...ds.clients].every(([client, ranges]) =>
      ranges.every((range) => {
        for (let clock = range.clock; clock < range.clock + range.len; ) {
          const item = Y.getItem(doc.store, Y.createID(client, clock));
          if (!item.deleted) return false;
          clock = item.id.clock + item.length;
        }
        return true;
      }),
    )
  );
}
