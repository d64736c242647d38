// This process among its like: whether the others can be heard, and the clock of everything that is done
// because they may not be.
import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { BoardStore } from "../../persistence/board-store";
import type { Bus } from "./bus";
import { Control, type ControlListener } from "./control";
import { ID_BYTES } from "./messages";
import { RoomLink, type RoomLinkOptions } from "./room-link";

/** Everything that happens now and then happens on this beat. */
export const BEAT_MS = 250;
/** In beats: our own pulse on the control channel, which says that the bus carries. */
const CONTROL_PULSE_BEATS = 2;
const ROOM_BEATS = 4;
/** While somebody is cut off: how often everybody's right to be here is read again. */
const JUDGE_BEATS = 6;
/** While somebody is cut off: how often pages ask for what board events would have told them. */
const REFRESH_BEATS = 60;
/** And whatever we believe: somebody may be cut off of whom we have never heard. */
const JUDGE_ANYWAY_BEATS = 120;
/**
 * Who is not heard for so long is cut off: we, when it is our own pulse that does not come back, or another
 * instance. With judging at once then, a removal is noticed in 2 s although its message was lost.
 */
const UNHEARD_MS = 1_500;

interface ClusterOptions {
  bus: Bus;
  store: BoardStore;
  log: Logger;
  now: () => number;
  listener: ControlListener;
}

export class Cluster {
  readonly #options: ClusterOptions;
  readonly #links = new Set<RoomLink>();
  readonly #beat: NodeJS.Timeout;
  readonly control: Control;
  #beats = 0;
  #lastBeat: number;
  #carries = false;
  #hearsEverybody = false;
  #heardAt = Number.NEGATIVE_INFINITY;

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#lastBeat = options.now();
    this.control = new Control({
      bus: options.bus,
      instance: randomBytes(ID_BYTES).toString("hex"),
      log: options.log,
      now: options.now,
      listener: options.listener,
      ownPulse: () => this.#heardOurselves(),
    });
    options.bus.onConnection((connected) => {
      if (!connected) this.#lose();
    });
    this.#beat = setInterval(() => this.#onBeat(), BEAT_MS);
    this.#beat.unref();
  }

  /** Messages go round. Until the first has, they do not. */
  get carries(): boolean {
    return this.#carries;
  }

  /** All that happens on other instances is heard. Else the database must be asked. */
  get hearsEverybody(): boolean {
    return this.#hearsEverybody;
  }

  get standing(): "heard" | "cut-off" {
    return this.#hearsEverybody ? "heard" : "cut-off";
  }

  /** Joins a room to those of the same board on other instances, until it is closed. */
  link(options: Omit<RoomLinkOptions, "cluster">): RoomLink {
    const link = new RoomLink({ ...options, cluster: this });
    this.#links.add(link);
    return link;
  }

  readonly unlink = (link: RoomLink): void => void this.#links.delete(link);

  get bus(): Bus {
    return this.#options.bus;
  }
  get store(): BoardStore {
    return this.#options.store;
  }
  get log(): Logger {
    return this.#options.log;
  }
  get now(): () => number {
    return this.#options.now;
  }

  async close(): Promise<void> {
    clearInterval(this.#beat);
    for (const link of this.#links) link.close();
    this.control.close();
    await this.#options.bus.close();
  }

  #onBeat(): void {
    const now = this.#options.now();
    // Stopped or busy for a while ourselves: what is on the line must be read before its silence says anything.
    const slept = now - this.#lastBeat > 2 * BEAT_MS;
    this.#lastBeat = now;
    this.#beats += 1;
    if (this.#carries && !slept && now - this.#heardAt > UNHEARD_MS) this.#lose();
    if (this.#beats % CONTROL_PULSE_BEATS === 0) this.control.pulse();
    if (!slept) this.#look(this.#carries && !this.control.hasSilent(now - UNHEARD_MS));
    if (this.#beats % ROOM_BEATS === 0) for (const link of this.#links) link.beat();
    const { listener } = this.#options;
    const judges = this.#hearsEverybody ? JUDGE_ANYWAY_BEATS : JUDGE_BEATS;
    if (this.#beats % judges === 0) listener.judgeEverybody();
    if (!this.#hearsEverybody && this.#beats % REFRESH_BEATS === 0) listener.refreshEverybody();
  }

  #look(hearsEverybody: boolean): void {
    if (hearsEverybody === this.#hearsEverybody) return;
    this.#hearsEverybody = hearsEverybody;
    if (hearsEverybody) return this.#options.log.info({}, "the other instances are heard");
    this.#options.log.warn({}, "an instance is cut off or has died: reading the log every second");
    this.#options.listener.judgeEverybody();
    for (const link of this.#links) void link.catchUpQuietly();
  }

  #heardOurselves(): void {
    this.#heardAt = this.#options.now();
    if (this.#carries) return;
    this.#carries = true;
    this.#options.listener.judgeEverybody();
    this.#options.listener.refreshEverybody();
    for (const link of this.#links) link.resume();
  }

  #lose(): void {
    if (!this.#carries) return;
    this.#carries = false;
    this.#look(false);
  }
}
