// One room among the rooms of the same board on other instances: tells them what was committed here, takes what
// was committed there, and finds out what got lost between.
import { randomBytes } from "node:crypto";
import * as Y from "yjs";
import type { BoardLog } from "../../persistence/board-log";
import {
  EpochEnded,
  LogDamaged,
  type LogMark,
  type LogNews,
  type LoggedUpdate,
} from "../../persistence/board-store";
import type { RoomAwareness } from "../awareness";
import type { ClientOwners } from "../client-owners";
import type { Connection } from "../connection";
import { awarenessBody } from "../frames";
import type { Cluster } from "./cluster";
import { digestOf, isAhead, isApplicable } from "./document-state";
import { LogTail } from "./log-tail";
import {
  type BoardMessage,
  EVERYBODY,
  ID_BYTES,
  decodeBoardMessage,
  encodeBoardMessage,
  isCounted,
} from "./messages";
import { Sequences } from "./sequences";

/** In seconds, as often as a room is beaten. */
const PULSE_BEATS = 3;
/** Nobody else seems to have the board: said seldom, because they may only not have heard of us. */
const LONELY_PULSE_BEATS = 12;
/** Whatever went wrong on the bus: an instance that died between its commit and its word, for one. */
const LOG_BEATS = 30;
const SILENT_MS = 30_000;
/** A document that nobody changed for so long is the same everywhere. */
const REST_MS = 1_000;
/** Time for an answer; then the log is asked. */
const ANSWER_WITHIN_MS = 1_000;
/** One question for all that is missed at about the same time. */
const ASK_EVERY_MS = 100;
/** Redis holds a subscriber's backlog in memory: what is larger is read from the log. */
const MAX_MESSAGE_BYTES = 256 * 1024;
const NOTHING = new Uint8Array();

export interface RoomLinkOptions {
  cluster: Cluster;
  boardId: string;
  /** Rooms of another epoch are not heard: their document is another one. */
  epoch: number;
  doc: Y.Doc;
  /** Where the log was before the document was read from it. */
  mark: LogMark;
  awareness: RoomAwareness<Connection>;
  /** All that this room has applied is in the log. Rejects when it cannot be. */
  settle: () => Promise<void>;
  isSettled: () => boolean;
  /** Whose the client ids are, as the log says. */
  owners: Pick<ClientOwners<Connection>, "record" | "recordKnown">;
  /** Something came in, is in the document already, and in the log. */
  relay: (update: Uint8Array) => void;
  /** What others append can no longer be followed: the epoch has ended, or the log is damaged. */
  broken: (error: EpochEnded | LogDamaged) => void;
}

export class RoomLink {
  readonly #options: RoomLinkOptions;
  readonly #cluster: Cluster;
  readonly #channel: string;
  /** One for each life of a room: the numbers begin anew with it. */
  readonly #id = randomBytes(ID_BYTES).toString("hex");
  readonly #sequences = new Sequences();
  readonly #tail: LogTail;
  readonly #unsubscribe: () => void;
  #number = 0;
  #beats = 0;
  #changedAt: number;
  #digest: Uint8Array | null = null;
  #asked: NodeJS.Timeout | null = null;
  #askAgain = false;
  #logTimer: NodeJS.Timeout | null = null;
  #failing = false;
  #closed = false;

  constructor(options: RoomLinkOptions) {
    const { boardId, epoch, cluster, doc, mark, awareness } = options;
    this.#options = options;
    this.#cluster = cluster;
    this.#channel = `plateau:${boardId}:${epoch}`;
    this.#changedAt = cluster.now();
    const { store } = cluster;
    this.#tail = new LogTail({ boardId, epoch, store, mark, take: (news) => this.#absorbNews(news) });
    doc.on("afterTransaction", this.#onChange);
    awareness.onBatch((entries) => this.#tellPresence(entries));
    this.#unsubscribe = cluster.bus.subscribe(this.#channel, {
      heard: (bytes) => this.#heard(bytes),
      listening: () => this.resume(),
    });
  }

  /** The log's append, and then the word to the others: what they build on is always in the log. */
  async append(updates: readonly LoggedUpdate[], log: BoardLog): Promise<void> {
    try {
      await log.append(updates);
    } catch (error) {
      // It may be stored all the same.
      this.#tell({ kind: "look" });
      throw error;
    }
    const bytes = updates.reduce((sum, { data }) => sum + data.length, 0);
    this.#tell(bytes > MAX_MESSAGE_BYTES ? { kind: "look" } : { kind: "updates", updates });
  }

  /** All that was committed before the call is in the document. Rejects when the log cannot be read. */
  async catchUp(): Promise<void> {
    try {
      await this.#tail.catchUp();
    } catch (error) {
      if (error instanceof EpochEnded || error instanceof LogDamaged) this.#options.broken(error);
      throw error;
    }
  }

  async catchUpQuietly(): Promise<void> {
    if (this.#closed) return;
    try {
      await this.catchUp();
      this.#failing = false;
    } catch (error) {
      if (this.#closed) return;
      // The next beat tries again; one line per outage is enough.
      if (!this.#failing) this.#cluster.log.warn({ ...this.#context, err: error }, "the log cannot be read");
      this.#failing = true;
    }
  }

  /** Messages may have been missed, and come again from now on. */
  resume(): void {
    if (this.#closed) return;
    this.#ask(EVERYBODY);
    this.#options.awareness.renew();
    void this.catchUpQuietly();
  }

  /** Once a second. */
  beat(): void {
    this.#beats += 1;
    const looks = !this.#cluster.hearsEverybody || this.#beats % LOG_BEATS === 0;
    if (looks && !this.#tail.isReading) void this.catchUpQuietly();
    if (this.#beats % (this.#sequences.isAlone ? LONELY_PULSE_BEATS : PULSE_BEATS) !== 0) return;
    this.#publish({ kind: "pulse", digest: this.#isAtRest ? this.#currentDigest() : NOTHING });
    const silent = this.#sequences.dropSilent(this.#cluster.now() - SILENT_MS);
    for (const sender of silent) this.#options.awareness.dropRemote(sender);
    // Gone without a word, perhaps between a commit and the word about it.
    if (silent.length > 0) void this.catchUpQuietly();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#publish({ kind: "bye" });
    this.#unsubscribe();
    this.#options.doc.off("afterTransaction", this.#onChange);
    if (this.#asked) clearTimeout(this.#asked);
    if (this.#logTimer) clearTimeout(this.#logTimer);
    this.#cluster.unlink(this);
  }

  readonly #onChange = (): void => {
    this.#changedAt = this.#cluster.now();
    this.#digest = null;
  };

  get #isAtRest(): boolean {
    return this.#options.isSettled() && this.#cluster.now() - this.#changedAt >= REST_MS;
  }

  get #context(): { boardId: string } {
    return { boardId: this.#options.boardId };
  }

  #currentDigest(): Uint8Array {
    this.#digest ??= digestOf(this.#options.doc);
    return this.#digest;
  }

  #tell(message: BoardMessage): void {
    this.#number += 1;
    this.#publish(message);
  }

  /** While nobody can hear it, it is dropped: whoever missed it sees that by the next number. */
  #publish(message: BoardMessage): void {
    if (!this.#cluster.carries) return;
    const envelope = { sender: this.#id, number: this.#number, message };
    this.#cluster.bus.publish(this.#channel, encodeBoardMessage(envelope));
  }

  #tellPresence(entries: readonly Uint8Array[]): void {
    if (entries.length === 0 || this.#sequences.isAlone) return;
    this.#publish({ kind: "presence", entries: awarenessBody(entries) });
  }

  #heard(bytes: Uint8Array): void {
    if (this.#closed) return;
    try {
      const envelope = decodeBoardMessage(bytes);
      if (!envelope) throw new Error("unknown or cut short");
      const { sender, number, message } = envelope;
      if (sender === this.#id) return;
      const { isNew, missed } = this.#sequences.note(sender, number, isCounted(message), this.#cluster.now());
      if (isNew) this.#options.awareness.renew();
      if (missed) this.#miss(sender);
      this.#take(sender, message);
    } catch (error) {
      this.#cluster.log.warn(
        { ...this.#context, err: error },
        "a message of another instance cannot be read",
      );
      this.#miss(EVERYBODY);
    }
  }

  #take(sender: string, message: BoardMessage): void {
    switch (message.kind) {
      case "updates":
        for (const row of message.updates) if (!this.#absorbRow(row)) this.#miss(sender);
        return;
      case "answer":
        if (!this.#absorb(message.update)) this.#miss(sender);
        return;
      case "look":
        return void this.catchUpQuietly();
      case "ask":
        return this.#asks(sender, message);
      case "pulse":
        if (message.digest.length === 0 || !this.#isAtRest) return;
        if (Buffer.compare(message.digest, this.#currentDigest()) !== 0) this.#miss(sender);
        return;
      case "presence":
        return this.#options.awareness.hear(sender, message.entries);
      case "bye":
        this.#sequences.forget(sender);
        return this.#options.awareness.dropRemote(sender);
    }
  }

  /** Something that `sender` has is not here: asked for, and read from the log if that does not help. */
  #miss(sender: string): void {
    this.#ask(sender);
    this.#logTimer ??= setTimeout(() => {
      this.#logTimer = null;
      void this.catchUpQuietly();
    }, ANSWER_WITHIN_MS);
  }

  #ask(to: string, isReply = false): void {
    if (this.#asked) {
      this.#askAgain = true;
      return;
    }
    const stateVector = Y.encodeStateVector(this.#options.doc);
    const digest = this.#isAtRest ? this.#currentDigest() : NOTHING;
    this.#publish({ kind: "ask", to, stateVector, digest, isReply });
    this.#asked = setTimeout(() => {
      this.#asked = null;
      const again = this.#askAgain;
      this.#askAgain = false;
      if (again) this.#ask(EVERYBODY);
    }, ASK_EVERY_MS);
  }

  #asks(sender: string, message: Extract<BoardMessage, { kind: "ask" }>): void {
    if (message.to !== EVERYBODY && message.to !== this.#id) return;
    if (!message.isReply && isAhead(message.stateVector, this.#options.doc)) this.#ask(sender, true);
    void this.#answer(message.stateVector, message.digest);
  }

  /** With what is in the log, and nothing else. */
  async #answer(stateVector: Uint8Array, digest: Uint8Array): Promise<void> {
    const { doc, settle } = this.#options;
    // A room whose log fails says so, and the asker has the log.
    await settle().catch(() => null);
    if (this.#closed || !this.#options.isSettled()) return;
    if (digest.length > 0 && Buffer.compare(digest, this.#currentDigest()) === 0) return;
    const update = Y.encodeStateAsUpdate(doc, stateVector);
    this.#publish(update.length > MAX_MESSAGE_BYTES ? { kind: "look" } : { kind: "answer", update });
  }

  #absorbNews({ snapshot, rows }: Pick<LogNews, "snapshot" | "rows">): boolean {
    if (snapshot) {
      if (!this.#absorb(snapshot.state)) return false;
      this.#options.owners.recordKnown(snapshot.owners);
    }
    return rows.map((row) => this.#absorbRow(row)).every(Boolean);
  }

  /** As `absorb`, and notes whose it is. */
  #absorbRow(row: LoggedUpdate): boolean {
    const isTaken = this.#absorb(row.data);
    if (isTaken) this.#options.owners.record(row);
    return isTaken;
  }

  /** False when it builds on what is not here. Throws when it is no update. */
  #absorb(update: Uint8Array): boolean {
    const { doc, relay } = this.#options;
    if (this.#closed) return true;
    if (!isApplicable(update, doc)) return false;
    const news: Uint8Array[] = [];
    const listen = (made: Uint8Array) => news.push(made);
    doc.on("update", listen);
    try {
      Y.applyUpdate(doc, update, this);
    } finally {
      doc.off("update", listen);
    }
    for (const made of news) relay(made);
    return true;
  }
}
