/** People who draw and vote against a process that may be gone at any moment, and who remember what it told them. */
import { setTimeout as delay } from "node:timers/promises";
import * as decoding from "lib0/decoding";
import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import { MESSAGE } from "../../lib/sync/protocol";
import { SYNC } from "../sync/frames";
import { docHolds, when } from "../sync/testing-client";
import type { Seat, VoterSeat } from "./testing-ground";
import { type Found, History } from "./testing-history";

/** A number in [0, 1) from a seed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** y-websocket's own client on `?ack=1`, and what it was told is saved. */
export class Drawer {
  readonly doc = new Y.Doc();
  readonly history: History;
  readonly provider: WebsocketProvider;
  /** Codes of all connections that the server closed, in order. */
  readonly closeCodes: number[] = [];
  readonly notices: string[] = [];
  /** By message of the present connection: how many writes the first so many messages carried. */
  #carried: number[] = [];
  #acknowledged = 0;
  #sent = 0;
  #drawing: Promise<void> | null = null;
  #shapes: string[] = [];
  readonly #name: string;
  readonly #listeners = new Set<() => void>();

  constructor(boardId: string, seat: Seat, name: string) {
    this.#name = name;
    this.history = new History(name);
    const carries = () => {
      this.#carried.push(this.history.length);
      this.history.sent(this.#sent, this.history.length);
      this.#sent = this.history.length;
    };
    const opened = () => {
      this.#carried = [];
    };
    this.provider = new WebsocketProvider("ws://unknown", boardId, this.doc, {
      disableBc: true,
      connect: false,
      maxBackoffTime: 200,
      params: { ack: "1" },
      WebSocketPolyfill: class extends WebSocket {
        constructor(url: string) {
          super(url, { headers: { origin: seat.origin, cookie: seat.cookie } });
          opened();
          const send = this.send.bind(this);
          this.send = (frame: Uint8Array) => {
            if (isCounted(frame)) carries();
            send(frame);
          };
        }
      } as never,
    });
    this.provider.messageHandlers[MESSAGE.saved] = (_encoder, decoder) => {
      this.#saved(decoding.readVarUint(decoder));
    };
    this.provider.messageHandlers[MESSAGE.boardEvent] = () => {};
    this.provider.messageHandlers[MESSAGE.notice] = (_encoder, decoder) => {
      this.notices.push((JSON.parse(decoding.readVarString(decoder)) as { code: string }).code);
      this.#look();
    };
    this.provider.on("connection-close", (event) => {
      if (event) this.closeCodes.push(event.code);
      this.#look();
    });
  }

  /** How many of its writes are saved, as it was told. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  #saved(count: number): void {
    const carried = this.#carried[count - 1];
    if (carried === undefined) throw new Error(`${this.#name} sent fewer messages than ${count}`);
    // Everything before was acknowledged with an earlier message.
    this.history.acknowledge(this.#acknowledged, carried);
    this.#acknowledged = Math.max(this.#acknowledged, carried);
    this.#look();
  }

  #look(): void {
    for (const look of this.#listeners) look();
  }

  /** Resolves when `holds` does, looked at whenever the server said something of note. */
  until(holds: (self: this) => boolean): Promise<void> {
    return when(this.listen, () => holds(this));
  }

  readonly listen = (look: () => void): (() => void) => {
    this.#listeners.add(look);
    return () => this.#listeners.delete(look);
  };

  readonly settled = (): Promise<void> => this.until(() => this.#acknowledged === this.history.length);

  connect(port: number): void {
    this.provider.serverUrl = `ws://127.0.0.1:${port}/sync`;
    this.provider.connect();
  }

  /** One step of a hand: a new shape, a move, or a deletion. */
  draw(chance: () => number): void {
    const known = this.#shapes.at(Math.floor(chance() * this.#shapes.length));
    const kind = chance();
    if (known !== undefined && kind > 0.9) {
      this.#shapes = this.#shapes.filter((shape) => shape !== known);
      this.#write([
        [known, undefined],
        [`${known}/xy`, undefined],
      ]);
    } else if (known !== undefined && kind > 0.5) {
      const n = this.history.length;
      this.#write([[`${known}/xy`, [n, -n]]]);
    } else this.place();
  }

  /** A new shape; answers its key. */
  place(text = ""): string {
    const n = this.history.length;
    const shape = `shape:${this.#name}-${n}`;
    this.#shapes.push(shape);
    this.#write([
      [shape, { type: "geo", n, text }],
      [`${shape}/xy`, [n, n]],
    ]);
    return shape;
  }

  sees(key: string): Promise<void> {
    return docHolds(this.doc, () => rootOf(this.doc, "canvas").has(key));
  }

  #write(entries: [string, unknown][]): void {
    this.history.write(entries);
    const canvas = rootOf(this.doc, "canvas");
    this.doc.transact(() => {
      for (const [key, value] of entries) {
        if (value === undefined) canvas.delete(key);
        else canvas.set(key, value);
      }
    });
  }

  /** Draws until told to stop, whether there is a server or not. */
  start(chance: () => number): void {
    let going = true;
    const loop = async () => {
      while (going) {
        this.draw(chance);
        await delay(20 + chance() * 80);
      }
    };
    this.#stopDrawing = () => {
      going = false;
    };
    this.#drawing = loop();
  }
  #stopDrawing = () => {};

  async stop(): Promise<void> {
    this.#stopDrawing();
    await this.#drawing;
  }

  destroy(): void {
    this.#stopDrawing();
    this.provider.destroy();
    this.provider.awareness.destroy();
  }
}

/** A sync step 2 or an update with something in it: what the server counts. */
function isCounted(frame: Uint8Array): boolean {
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== MESSAGE.sync) return false;
  if (decoding.readVarUint(decoder) === SYNC.step1) return false;
  const body = decoding.readVarUint8Array(decoder);
  return !(body.length === 2 && body[0] === 0 && body[1] === 0);
}

/** A voter who keeps changing their mind, one request at a time. */
export class Voter {
  readonly seat: VoterSeat;
  readonly history: History;
  readonly #path: string;
  readonly #onAnswer: () => void;
  #submits = { sent: 0, answered: 0 };
  #voting: Promise<void> | null = null;
  #going = false;

  constructor(boardId: string, roundId: string, seat: VoterSeat, onAnswer: () => void) {
    this.seat = seat;
    this.history = new History(seat.name);
    this.#path = `/boards/${boardId}/rounds/${roundId}/ballot`;
    this.#onAnswer = onAnswer;
  }

  get submits(): Readonly<{ sent: number; answered: number }> {
    return this.#submits;
  }

  /** More of the ballot each time: answers the status, or null when nobody answered. */
  async vote(url: string, chance: () => number): Promise<number | null> {
    const n = this.history.length;
    const { cells } = this.seat;
    const first = cells[0] ?? "";
    const next = cells[n % cells.length] ?? "";
    const reasons = { [first]: `vote ${n}`, [next]: `vote ${n}` };
    const scores = { [next]: 1 + (n % 3) };
    const submit = chance() < 0.2;
    this.history.write([
      ...Object.entries(reasons).map(([cell, text]) => [`reason ${cell}`, text] as const),
      ...Object.entries(scores).map(([cell, mark]) => [`score ${cell}`, mark] as const),
    ]);
    this.history.sent(n, n + 1);
    if (submit) this.#submits.sent += 1;
    let status: number | null = null;
    try {
      const answer = await fetch(url + this.#path, {
        method: submit ? "POST" : "PATCH",
        headers: { cookie: this.seat.cookie },
        body: JSON.stringify({ scores, reasons }),
      });
      await answer.arrayBuffer();
      status = answer.status;
    } catch {
      return null; // The process was killed under the request: that is what is tested.
    }
    if (status === 200) {
      this.history.acknowledge(n, n + 1);
      if (submit) this.#submits.answered += 1;
      this.#onAnswer();
    }
    return status;
  }

  /** Votes until told to stop or nobody answers. */
  start(url: string, chance: () => number): void {
    this.#going = true;
    const loop = async () => {
      while (this.#going) {
        if ((await this.vote(url, chance)) === null) return;
        await delay(chance() * 400);
      }
    };
    this.#voting = loop();
  }

  async stop(): Promise<void> {
    this.#going = false;
    await this.#voting;
  }
}

/** Keys of a ballot's row, as a voter's history names them. */
export function ballotFound(row: {
  scores: Record<string, unknown>;
  reasons: Record<string, unknown>;
}): Found {
  return new Map([
    ...Object.entries(row.scores).map(([cell, mark]) => [`score ${cell}`, mark] as const),
    ...Object.entries(row.reasons).map(([cell, text]) => [`reason ${cell}`, text] as const),
  ]);
}
