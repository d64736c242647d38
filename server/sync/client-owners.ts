// Yjs trusts client ids: whoever writes the next clock of somebody else's makes that person's own next edits
// vanish everywhere. So an id has an owner, the first who wrote under it or announced it (decision 9).
import * as Y from "yjs";
import type { LoggedUpdate, Owners } from "../persistence/board-store";
import { clientsOf } from "./update-scan";

/** A connection, as far as client ids go. */
interface Writer {
  readonly userId: string;
}

interface Line {
  /** The ids that it announced as its own or wrote under while live. */
  readonly ids: Set<number>;
  /** The server asked what it lacks, and this was answered. */
  hasAnswered: boolean;
}

/** An id that never wrote anything is remembered among so many: nobody's document grows from announcing. */
const MAX_ANNOUNCED = 10_000;

export class ClientOwners<W extends Writer> {
  readonly #wrote = new Map<number, string>();
  readonly #announced = new Map<number, string>();
  /**
   * From which clock on an id's history came through others. A Yjs client sends what the server lacks and no
   * more: an owner whose next clocks were forged would have nothing to send, and never know. So the server
   * says that it lacks this part, and compares the answer with what it has.
   */
  readonly #brought = new Map<number, number>();
  readonly #lines = new Map<W, Line>();
  readonly #speakerElsewhere: (client: number) => string | undefined;

  /** `known` is what a snapshot says about the rows that it stands for. */
  constructor(
    rows: Iterable<LoggedUpdate> = [],
    known: Owners = { wrote: {}, brought: {} },
    speakerElsewhere: (client: number) => string | undefined = () => undefined,
  ) {
    this.#speakerElsewhere = speakerElsewhere;
    this.recordKnown(known);
    for (const row of rows) this.record(row);
  }

  /** What a snapshot says about rows that may never be seen here. */
  recordKnown({ wrote, brought }: Owners): void {
    for (const [client, userId] of Object.entries(wrote)) this.#claim(Number(client), userId);
    for (const [client, clock] of Object.entries(brought)) this.#noteFrom(Number(client), clock);
  }

  /** A row's ids are its author's, unless they were somebody's before. */
  record({ data, userId }: LoggedUpdate): void {
    if (userId === null) this.#noteBrought(data);
    else for (const client of clientsOf(data)) this.#claim(client, userId);
  }

  join(writer: W): void {
    this.#lines.set(writer, { ids: new Set(), hasAnswered: false });
  }

  leave(writer: W): void {
    this.#lines.delete(writer);
  }

  /** The writer says: this id is me. False when it is somebody else's. */
  announce(writer: W, client: number): boolean {
    const owner = this.#ownerOf(client);
    if (owner !== undefined && owner !== writer.userId) return false;
    this.#announced.delete(client);
    this.#announced.set(client, writer.userId);
    this.#lines.get(writer)?.ids.add(client);
    if (this.#announced.size > MAX_ANNOUNCED) {
      const oldest = this.#announced.keys().next().value;
      if (oldest !== undefined) this.#announced.delete(oldest);
    }
    return true;
  }

  /**
   * Whether new history under an id is taken from this writer. From somebody who is not the owner only in the
   * first answer to the server's question, and while no line of the owner speaks for the id. A line does so
   * from its own first answer on: until then it may itself be about to bring what the others are bringing.
   */
  mayExtend(writer: W, client: number, isAnswer: boolean): boolean {
    const owner = this.#ownerOf(client);
    if (owner === undefined || owner === writer.userId) return true;
    return isAnswer && this.#lines.get(writer)?.hasAnswered === false && !this.#isSpokenFor(client, owner);
  }

  /** Whether others brought part of the id's history, and its own tab has not said the same yet. */
  isUnproven(client: number): boolean {
    return this.#brought.has(client);
  }

  /** What the server should say that it has when it asks this writer what it lacks. */
  known(writer: W, state: Uint8Array): Uint8Array {
    const line = this.#lines.get(writer);
    const own = [...this.#brought].filter(
      ([client]) => line?.ids.has(client) || this.#ownerOf(client) === writer.userId,
    );
    if (own.length === 0) return state;
    const clocks = Y.decodeStateVector(state);
    for (const [client, clock] of own) clocks.set(client, clock);
    return Y.encodeStateVector(clocks);
  }

  /** What the server lacked is here, and what the answer repeats is what the server has. */
  answered(writer: W, update: Uint8Array): void {
    const line = this.#lines.get(writer);
    if (!line) return;
    line.hasAnswered = true;
    if (this.#brought.size === 0) return;
    for (const [client, clock] of Y.parseUpdateMeta(update).from) {
      const isOwn = line.ids.has(client) || this.#ownerOf(client) === writer.userId;
      if (isOwn && clock <= (this.#brought.get(client) ?? -1)) this.#brought.delete(client);
    }
  }

  /**
   * An update was accepted. Answers under whose name it is to be logged: nobody's when it holds history of
   * others, who must not find their own ids taken after the next load.
   */
  wrote(writer: W, data: Uint8Array, grown: readonly number[], isAnswer: boolean): string | null {
    const { userId } = writer;
    const clients = clientsOf(data);
    const line = this.#lines.get(writer);
    // A live tab sends what it writes one transaction at a time, all under its own id. What comes with other
    // histories, or as an answer, may be anybody's.
    const isLive = !isAnswer && clients.length === 1;
    for (const client of grown) {
      if (isLive) line?.ids.add(client);
      if (isLive || line?.ids.has(client)) this.#claim(client, userId);
    }
    if (clients.every((client) => this.#ownerOf(client) === userId)) return userId;
    this.#noteBrought(data, userId);
    return null;
  }

  #noteBrought(data: Uint8Array, by: string | null = null): void {
    for (const [client, clock] of Y.parseUpdateMeta(data).from) {
      if (by !== null && this.#ownerOf(client) === by) continue;
      this.#noteFrom(client, clock);
    }
  }

  #noteFrom(client: number, clock: number): void {
    this.#brought.set(client, Math.min(clock, this.#brought.get(client) ?? clock));
  }

  #claim(client: number, userId: string): void {
    if ((this.#ownerOf(client) ?? userId) === userId) this.#wrote.set(client, userId);
  }

  #ownerOf(client: number): string | undefined {
    return this.#wrote.get(client) ?? this.#announced.get(client) ?? this.#speakerElsewhere(client);
  }

  #isSpokenFor(client: number, owner: string): boolean {
    for (const [writer, line] of this.#lines) {
      if (writer.userId === owner && line.hasAnswered && line.ids.has(client)) return true;
    }
    return this.#speakerElsewhere(client) === owner;
  }
}
