// One board's document while somebody is in: judges, applies, relays, logs.
import * as decoding from "lib0/decoding";
import type { Logger } from "pino";
import * as Y from "yjs";
import { readBoard } from "../../lib/board/read";
import { ROOTS, rootOf } from "../../lib/board/roots";
import type { Board } from "../../lib/board/types";
import { AppError, isAppError } from "../../lib/errors";
import { CLOSE, MESSAGE } from "../../lib/sync/protocol";
import type { BoardStore } from "../persistence/board-store";
import { RoomAwareness } from "./awareness";
import type { Connection } from "./connection";
import { FanOut } from "./fan-out";
import { SYNC, syncFrame } from "./frames";
import { Gate } from "./gate";
import { LogWriter } from "./group-commit/log-writer";
import { Intake } from "./intake";

/** Lists of boards may lag this much behind what is typed. */
const NOTE_CHANGE_MS = 1_500;

export interface RoomOptions {
  boardId: string;
  store: BoardStore;
  log: Logger;
  now: () => number;
  assertWritable: () => void;
  /** The room can no longer vouch for what it holds: whoever comes next loads it anew. */
  died: () => void;
}

export class Room {
  readonly boardId: string;
  readonly #options: RoomOptions;
  readonly #doc: Y.Doc;
  readonly #gate: Gate;
  readonly #intakes = new Map<Connection, Intake>();
  /** Those who have the document and get what changes. */
  readonly #synced = new Set<Connection>();
  readonly #awareness: RoomAwareness<Connection>;
  readonly #fanOut = new FanOut<Connection>(() => this.#synced);
  readonly #writer: LogWriter<Connection>;
  /** The whole document as a frame, for all who join between two edits. */
  #snapshot: Uint8Array | null = null;
  #titleChanged = false;
  #changeTimer: NodeJS.Timeout | null = null;
  #noting: Promise<void> = Promise.resolve();
  #dead = false;

  /** Rejects rather than open a board half: an empty document that is then stored would be its end. */
  static async load(options: RoomOptions): Promise<Room> {
    const updates = await options.store.load(options.boardId);
    return new Room(options, documentOf(updates));
  }

  private constructor(options: RoomOptions, doc: Y.Doc) {
    this.boardId = options.boardId;
    this.#options = options;
    this.#doc = doc;
    this.#gate = new Gate(doc);
    this.#awareness = new RoomAwareness(() => this.#intakes.keys(), options.now);
    this.#writer = new LogWriter({
      append: (lines) => options.store.append(options.boardId, lines),
      committed: (connection, number) => this.#committed(connection, number),
      failed: (error) => this.#die(error, "the log could not be written"),
    });
  }

  join(connection: Connection): void {
    this.#intakes.set(connection, new Intake());
    connection.send(this.#question());
    this.#awareness.tellAll(connection);
    connection.release((type, decoder) => this.#receive(connection, type, decoder));
  }

  leave(connection: Connection): void {
    this.#intakes.delete(connection);
    this.#synced.delete(connection);
    this.#awareness.leave(connection);
  }

  /** Name or role of the person changed. */
  refresh(connection: Connection): void {
    this.#awareness.refresh(connection);
  }

  /** Now and then: keeps presence alive and asks again for what could not be stored. */
  renew(): void {
    this.#awareness.renew();
    for (const [connection, intake] of this.#intakes) {
      if (intake.isParked && this.#isWritable()) this.#ask(connection, intake);
    }
  }

  /** The board as it is, once all of it is durable. */
  async readBoard(): Promise<Board> {
    await this.#flush();
    return readBoard(this.#doc);
  }

  /** What `edit` does to the document becomes an update of `userId`; if it throws, nothing of it stays. */
  async edit(userId: string, edit: (doc: Y.Doc) => void): Promise<void> {
    this.#options.assertWritable();
    // On a copy: a Yjs transaction that throws half-way keeps the first half.
    const copy = documentOf([Y.encodeStateAsUpdate(this.#doc)]);
    const updates: Uint8Array[] = [];
    copy.on("update", (update: Uint8Array) => updates.push(update));
    try {
      copy.transact(() => edit(copy));
    } finally {
      copy.destroy();
    }
    for (const update of updates) {
      this.#titleChanged = true;
      this.#apply(update, userId, null, 0);
    }
    await this.#flush();
  }

  /** All that was accepted is durable and the board's line in lists is up to date. Rejects when it is not. */
  async settle(): Promise<void> {
    await this.#flush();
    if (this.#changeTimer) this.#noteChange();
    await this.#noting;
  }

  get isSettled(): boolean {
    return this.#writer.isClean;
  }

  destroy(): void {
    this.#dead = true;
    if (this.#changeTimer) clearTimeout(this.#changeTimer);
    this.#awareness.stop();
    this.#doc.destroy();
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
    if (stateVector.length === 1 && stateVector[0] === 0) {
      this.#snapshot ??= syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.#doc));
      connection.send(this.#snapshot);
    } else connection.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.#doc, stateVector)));
    this.#synced.add(connection);
  }

  #take(connection: Connection, kind: number, bytes: Uint8Array): void {
    const intake = this.#intakes.get(connection);
    if (!intake) return;
    const isAnswer = kind === SYNC.step2;
    const isEmpty = bytes.length === 2 && bytes[0] === 0 && bytes[1] === 0;
    const number = intake.receive(isAnswer, !isEmpty);
    const verdict = isEmpty ? ({ kind: "nothing" } as const) : this.#gate.judge(bytes, connection.may);
    switch (verdict.kind) {
      case "nothing":
        return this.#writer.write(null, connection, number);
      case "malformed":
        return connection.malformed(verdict.reason, bytes.length);
      case "not-allowed":
        this.#options.log.info(
          { ...connection.context, entry: verdict.entry, action: verdict.action },
          "update refused",
        );
        return connection.refuse("not-allowed");
      case "missing":
        if (isAnswer) {
          // A tab that had just heard half a change from a neighbour tab: by the next try it has the rest.
          this.#options.log.warn(connection.context, "sync step 2 with holes");
          return connection.close(CLOSE.tryLater, "unavailable");
        }
        if (intake.lose(number)) this.#ask(connection, intake);
        return;
      case "accept":
        if (!this.#isWritable()) {
          if (intake.park(number)) connection.notice("disk-nearly-full");
          return;
        }
        if (verdict.entries.some((entry) => entry.root === "meta" && entry.key === "title")) {
          this.#titleChanged = true;
        }
        // A copy: the bytes share a buffer with whatever else the network brought along.
        return this.#apply(bytes.slice(), connection.userId, connection, number);
    }
  }

  #apply(update: Uint8Array, userId: string, sender: Connection | null, number: number): void {
    try {
      Y.applyUpdate(this.#doc, update, sender);
      const { pendingStructs, pendingDs } = this.#doc.store;
      if (pendingStructs || pendingDs) throw new Error("an update was applied in part");
    } catch (error) {
      // The gate should have known; the document here is not to be trusted any more, the log is.
      sender?.malformed("not-applicable", update.length, error);
      this.#die(error, "an update that passed the gate could not be applied");
      return;
    }
    this.#snapshot = null;
    this.#fanOut.add(update, sender);
    this.#writer.write({ data: update, userId }, sender, number);
  }

  #committed(connection: Connection, number: number): void {
    this.#changeTimer ??= setTimeout(() => this.#noteChange(), NOTE_CHANGE_MS);
    const saved = this.#intakes.get(connection)?.commit(number);
    if (saved) connection.saved(saved);
  }

  #ask(connection: Connection, intake: Intake): void {
    intake.ask();
    connection.send(this.#question());
  }

  #question(): Uint8Array {
    return syncFrame(SYNC.step1, Y.encodeStateVector(this.#doc));
  }

  #isWritable(): boolean {
    try {
      this.#options.assertWritable();
      return true;
    } catch (error) {
      if (isAppError(error)) return false;
      throw error;
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

  /** A list that says an old title is a nuisance, not a loss: logged, and right again at the next change. */
  #noteChange(): void {
    if (this.#changeTimer) clearTimeout(this.#changeTimer);
    this.#changeTimer = null;
    const title = this.#titleChanged ? readBoard(this.#doc).title : "";
    this.#titleChanged = false;
    this.#noting = this.#options.store
      .noteChange(this.boardId, title ? { title } : {})
      .catch((error: unknown) => {
        this.#options.log.warn({ boardId: this.boardId, err: error }, "could not update the list of boards");
      });
  }

  #die(error: unknown, what: string): void {
    if (this.#dead) return;
    this.#options.log.error({ boardId: this.boardId, err: error }, what);
    for (const connection of this.#intakes.keys()) connection.refuse("unavailable");
    this.destroy();
    this.#options.died();
  }
}

/** Throws when the log does not make a whole board. */
function documentOf(updates: readonly Uint8Array[]): Y.Doc {
  // A board is seeded in the transaction that creates it: no log is not an empty board, but a lost one.
  if (updates.length === 0) throw new Error("the board has no log");
  const doc = new Y.Doc();
  // Before any update: a root that is first met by name alone is no map.
  for (const name of ROOTS) rootOf(doc, name);
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error("the board's log has holes");
  return doc;
}
