// One board's document while somebody is in: judges, applies, relays, logs.
import * as decoding from "lib0/decoding";
import type { Logger } from "pino";
import * as Y from "yjs";
import { readBoard } from "../../lib/board/read";
import type { Board } from "../../lib/board/types";
import { AppError, type ErrorCode, isAppError } from "../../lib/errors";
import { CLOSE, MESSAGE } from "../../lib/sync/protocol";
import type { BoardHealth, VersionReason } from "../../lib/sync/versions";
import { BoardLog } from "../persistence/board-log";
import { type BoardStore, EpochEnded, type LogMark } from "../persistence/board-store";
import { RoomAwareness } from "./awareness";
import { ClientOwners } from "./client-owners";
import { BoardLine } from "./board-line";
import type { Cluster } from "./cluster/cluster";
import type { RoomLink } from "./cluster/room-link";
import type { Connection } from "./connection";
import { judgeEpoch } from "./epochs";
import { FanOut } from "./fan-out";
import { SYNC, epochFrame, syncFrame } from "./frames";
import { Gate } from "./gate";
import { LogWriter } from "./group-commit/log-writer";
import { Intake } from "./intake";
import { RemovalBudget } from "./removal-budget";
import { RoomDocument } from "./room-document";
import { type OpenedBoard, openBoard } from "./room-loading";

export interface RoomOptions {
  boardId: string;
  store: BoardStore;
  log: Logger;
  now: () => number;
  assertWritable: () => void;
  /** Null when this is the only instance. */
  cluster: Cluster | null;
  /** The room can no longer vouch for what it holds: whoever comes next loads it anew. */
  died: () => void;
  /** So many rows follow the newest snapshot; `urgent` when that snapshot had to be made good. */
  opened: (rows: number, urgent: boolean) => void;
  /** So many rows were appended. */
  grew: (rows: number) => void;
}

export class Room {
  readonly boardId: string;
  readonly epoch: number;
  /** Whether all of the log is whole; else the room shows what is, and takes nothing. */
  readonly health: BoardHealth;
  readonly #options: RoomOptions;
  readonly #document: RoomDocument;
  readonly #gate: Gate;
  readonly #owners: ClientOwners<Connection>;
  readonly #removals: RemovalBudget;
  readonly #intakes = new Map<Connection, Intake>();
  /** Those who have the document and get what changes. */
  readonly #synced = new Set<Connection>();
  readonly #awareness: RoomAwareness<Connection>;
  readonly #fanOut = new FanOut<Connection>(() => this.#synced);
  readonly #writer: LogWriter<Connection>;
  readonly #link: RoomLink | null;
  readonly #line: BoardLine;
  #dead = false;

  static async load(options: RoomOptions): Promise<Room> {
    const { boardId, log } = options;
    const opened = await openBoard(options.store, boardId);
    if (opened.health.state === "ok") options.opened(opened.rows.length, opened.wasRepaired);
    else log.error({ boardId, ...opened.health }, "the board's log is damaged: read-only");
    return new Room(options, opened);
  }

  private constructor(options: RoomOptions, opened: OpenedBoard) {
    const { doc, epoch, health, retired, rows, owners, mark } = opened;
    this.boardId = options.boardId;
    this.epoch = epoch;
    this.health = health;
    this.#options = options;
    this.#document = new RoomDocument(doc, opened.state);
    this.#gate = new Gate(doc, retired);
    const { boardId, store, log: logger } = options;
    this.#line = new BoardLine({ boardId, store, log: logger, title: () => readBoard(doc).title });
    this.#removals = new RemovalBudget({
      now: options.now,
      keepVersion: async (userId) => void (await this.keepVersion("removal", userId)),
    });
    this.#awareness = new RoomAwareness(
      () => this.#intakes.keys(),
      options.now,
      (connection, client) => this.#announced(connection, client),
    );
    this.#owners = new ClientOwners(rows, owners, (client) => this.#awareness.speakerElsewhere(client));
    const log = new BoardLog(options.store, this, options.grew);
    this.#writer = new LogWriter({
      append: (lines) => (this.#link ? this.#link.append(lines, log) : log.append(lines)),
      committed: (connection, number) => this.#committed(connection, number),
      failed: (error) => this.#fail(error, "the log could not be written"),
    });
    // A damaged log is not followed: what is shown is as of before the damage.
    this.#link = health.state === "ok" ? this.#linkTo(options.cluster, mark) : null;
  }

  join(connection: Connection): void {
    // It ended while the line was on its way in.
    if (this.#dead) return connection.refuse("unavailable");
    const said = connection.wishes.epoch;
    if (said && said !== this.epoch) return void this.#turnAway(connection, said);
    this.#intakes.set(connection, new Intake());
    this.#owners.join(connection);
    connection.send(this.#question(connection));
    this.#awareness.tellAll(connection);
    if (said !== null) connection.send(epochFrame(this.epoch));
    if (this.health.state === "quarantined") connection.notice("board-quarantined");
    connection.release((type, decoder) => this.#receive(connection, type, decoder));
  }

  async #turnAway(connection: Connection, said: number): Promise<void> {
    try {
      if ((await judgeEpoch(said, this, this.#options.store)) === "client-is-old") {
        return connection.close(CLOSE.epochEnded, "epoch-ended");
      }
      this.endEpoch();
    } catch (error) {
      this.#options.log.error({ ...connection.context, err: error }, "could not judge an epoch");
    }
    connection.refuse("unavailable");
  }

  /** Another state has taken the document's place: nobody here can write any more, or be right. */
  endEpoch(): void {
    if (this.#dead) return;
    for (const connection of this.#intakes.keys()) connection.close(CLOSE.epochEnded, "epoch-ended");
    this.destroy();
    this.#options.died();
  }

  leave(connection: Connection): void {
    this.#intakes.delete(connection);
    this.#synced.delete(connection);
    this.#awareness.leave(connection);
    this.#owners.leave(connection);
  }

  /** Name or role of the person changed. */
  refresh(connection: Connection): void {
    this.#awareness.refresh(connection);
  }

  /** Now and then: keeps presence alive and asks again for what could not be stored. */
  renew(): void {
    this.#awareness.renew();
    for (const [connection, intake] of this.#intakes) {
      if (intake.isParked && this.#refusal() === null) this.#ask(connection, intake);
    }
  }

  /** The board as it is, with what other instances have committed, once all of it is durable. */
  async readBoard(): Promise<Board> {
    await this.#catchUp();
    await this.#flush();
    return readBoard(this.#document.doc);
  }

  /** The whole document as it is now, for a page or a client that loads it over HTTP. */
  get state(): Uint8Array {
    return this.#document.state;
  }

  /** The document as it is at the moment of the call; what comes after is not in it. */
  async keepVersion(
    reason: VersionReason,
    userId: string | null,
    name: string | null = null,
  ): Promise<string> {
    const { epoch, state } = this;
    return this.#options.store.keepVersion(this.boardId, { epoch, state, reason, name, userId });
  }

  /** Everybody has left: a state to come back to, if there is anything new in it. */
  async keepLeft(): Promise<void> {
    if (this.#dead || !this.#document.takeChange()) return;
    try {
      await this.keepVersion("left", null);
    } catch (error) {
      this.#options.log.warn({ boardId: this.boardId, err: error }, "no version was kept");
    }
  }

  /** What `edit` does to the document becomes an update of `userId`; if it throws, nothing of it stays. */
  async edit(userId: string, edit: (doc: Y.Doc) => void): Promise<void> {
    this.#options.assertWritable();
    if (this.health.state === "quarantined") throw new AppError("board-quarantined");
    const updates = this.#document.rehearse(edit);
    for (const update of updates) {
      this.#line.retitled();
      this.#owners.record({ data: update, userId });
      this.#apply(update, userId, null, 0);
    }
    await this.#flush();
  }

  /** All that was accepted is durable and the board's line in lists is up to date. Rejects when it is not. */
  async settle(): Promise<void> {
    await this.#flush();
    await this.#line.settle();
  }

  get isSettled(): boolean {
    return this.#writer.isClean;
  }

  destroy(): void {
    this.#dead = true;
    this.#line.stop();
    this.#awareness.stop();
    this.#link?.close();
    this.#document.doc.destroy();
  }

  /** Throws what the decoder throws on bytes that end too early. */
  #receive(connection: Connection, type: number, decoder: decoding.Decoder): void {
    if (this.#dead) return;
    if (type === MESSAGE.awareness) {
      return this.#awareness.receive(connection, decoding.readVarUint8Array(decoder));
    }
    if (type === MESSAGE.queryAwareness) return this.#awareness.tellAll(connection);
    const kind = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (kind === SYNC.step1) this.#answer(connection, bytes);
    else if (kind === SYNC.step2 || kind === SYNC.update) this.#take(connection, kind, bytes);
    else connection.malformed("unknown-sync-type", bytes.length);
  }

  #answer(connection: Connection, stateVector: Uint8Array): void {
    connection.send(this.#document.answerTo(stateVector));
    this.#synced.add(connection);
  }

  #take(connection: Connection, kind: typeof SYNC.step2 | typeof SYNC.update, bytes: Uint8Array): void {
    const intake = this.#intakes.get(connection);
    if (!intake) return;
    const isAnswer = kind === SYNC.step2;
    const isEmpty = bytes.length === 2 && bytes[0] === 0 && bytes[1] === 0;
    const verdict = isEmpty
      ? ({ kind: "nothing" } as const)
      : this.#gate.judge(bytes, connection.may, (client) =>
          this.#owners.mayExtend(connection, client, isAnswer),
        );
    const refusal = this.#refusal();
    if (verdict.kind === "accept" && !refusal) {
      const leave = this.#removals.ask(connection.userId, verdict.removals);
      if (leave === "too-many") return this.#refuse(connection, "too-many-removals", verdict.removals);
      // Not numbered yet: it comes again, and is judged again, with the version stored.
      if (leave !== "go") return connection.defer(syncFrame(kind, bytes), leave.after);
    }
    const number = intake.receive(isAnswer, !isEmpty);
    switch (verdict.kind) {
      case "nothing":
        if (isAnswer) this.#owners.answered(connection, bytes);
        return this.#writer.write(null, connection, number);
      case "malformed":
        return connection.malformed(verdict.reason, bytes.length);
      case "retired":
        return connection.close(CLOSE.epochEnded, "epoch-ended");
      case "not-allowed":
        this.#options.log.info(
          { ...connection.context, entry: verdict.entry, action: verdict.action },
          "update refused",
        );
        return connection.refuse("not-allowed");
      case "foreign-client":
      case "twin-client":
        return this.#refuse(connection, verdict.kind, verdict.client);
      case "missing":
        if (isAnswer) {
          // A tab that had just heard half a change from a neighbour tab: by the next try it has the rest.
          this.#options.log.warn(connection.context, "sync step 2 with holes");
          return connection.close(CLOSE.tryLater, "unavailable");
        }
        if (intake.lose(number)) this.#ask(connection, intake);
        return;
      case "accept":
        if (refusal) {
          if (intake.park(number)) connection.notice(refusal);
          return;
        }
        if (verdict.entries.some((entry) => entry.root === "meta" && entry.key === "title")) {
          this.#line.retitled();
        }
        return this.#accept(connection, bytes, verdict.grown, isAnswer, number);
    }
  }

  #accept(
    connection: Connection,
    bytes: Uint8Array,
    grown: readonly number[],
    isAnswer: boolean,
    number: number,
  ): void {
    const author = this.#owners.wrote(connection, bytes, grown, isAnswer);
    if (isAnswer) this.#owners.answered(connection, bytes);
    // A copy: the bytes share a buffer with whatever else the network brought along.
    this.#apply(bytes.slice(), author, connection, number);
  }

  /** `detail`: which client id, or how many removals. */
  #refuse(connection: Connection, error: ErrorCode, detail: number): void {
    this.#options.log.warn({ ...connection.context, error, detail }, "update refused");
    connection.refuse(error);
  }

  #apply(update: Uint8Array, userId: string | null, sender: Connection | null, number: number): void {
    try {
      this.#document.apply(update, sender);
    } catch (error) {
      // The gate should have known; the document here is not to be trusted any more, the log is.
      sender?.malformed("not-applicable", update.length, error);
      this.#die(error, "an update that passed the gate could not be applied");
      return;
    }
    this.#fanOut.add(update, sender);
    this.#writer.write({ data: update, userId }, sender, number);
  }

  #committed(connection: Connection, number: number): void {
    this.#line.changed();
    const saved = this.#intakes.get(connection)?.commit(number);
    if (saved) connection.saved(saved);
  }

  #ask(connection: Connection, intake: Intake): void {
    intake.ask();
    connection.send(this.#question(connection));
  }

  #question(connection: Connection): Uint8Array {
    return syncFrame(SYNC.step1, this.#owners.known(connection, Y.encodeStateVector(this.#document.doc)));
  }

  /** False when the client id is somebody else's. */
  #announced(connection: Connection, client: number): boolean {
    if (!this.#owners.announce(connection, client)) return false;
    const intake = this.#intakes.get(connection);
    if (intake && this.#owners.isUnproven(client)) this.#ask(connection, intake);
    return true;
  }

  /** Why nothing can be stored now. */
  #refusal(): "board-quarantined" | "disk-nearly-full" | null {
    if (this.health.state === "quarantined") return "board-quarantined";
    try {
      this.#options.assertWritable();
      return null;
    } catch (error) {
      if (isAppError(error)) return "disk-nearly-full";
      throw error;
    }
  }

  #linkTo(cluster: Cluster | null, mark: LogMark): RoomLink | null {
    if (!cluster) return null;
    return cluster.link({
      boardId: this.boardId,
      epoch: this.epoch,
      doc: this.#document.doc,
      mark,
      awareness: this.#awareness,
      settle: () => this.#flush(),
      isSettled: () => this.#writer.isClean,
      owners: this.#owners,
      relay: (update) => this.#fanOut.add(update, null),
      broken: (error) => this.#fail(error, "the log cannot be followed"),
    });
  }

  async #catchUp(): Promise<void> {
    try {
      await this.#link?.catchUp();
    } catch (cause) {
      throw new AppError("unavailable", undefined, { cause });
    }
  }

  async #flush(): Promise<void> {
    try {
      await this.#writer.flush();
    } catch (cause) {
      throw new AppError("unavailable", undefined, { cause });
    }
    if (this.#dead) throw new AppError("unavailable");
  }

  #fail(error: unknown, what: string): void {
    if (error instanceof EpochEnded) this.endEpoch();
    else this.#die(error, what);
  }

  #die(error: unknown, what: string): void {
    if (this.#dead) return;
    this.#options.log.error({ boardId: this.boardId, err: error }, what);
    for (const connection of this.#intakes.keys()) connection.refuse("unavailable");
    this.destroy();
    this.#options.died();
  }
}
