// Who is here. Rebuilt by the server: a client says where it looks, the session says who it is. Nothing is
// stored, and of what a client says about others nothing is believed.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { PresenceIdentity, PresenceState } from "../../lib/sync/protocol";
import { RemotePresences, readPresences } from "./cluster/remote-presences";
import { AwarenessBatch, KEEP_ALIVE, awarenessFrame } from "./frames";
import { Pace } from "./pace";

/** One socket, as far as presence goes. */
export interface Peer {
  readonly identity: PresenceIdentity;
  /** Queues so much that moving pointers only make it worse. */
  readonly isBehind: boolean;
  send(frame: Uint8Array): void;
}

interface Presence {
  client: number;
  owner: Peer;
  userId: string;
  said: Omit<PresenceState, "user">;
  /** As it stands in a frame. */
  entry: Uint8Array;
}

/** One flush for everybody who moved: 200 people at 5 Hz relayed one by one kept everyone waiting seconds. */
const LEAST_BATCH_MS = 4;
const MOST_BATCH_MS = 40;
/** Presence of one room, with what clients send back of it, takes about one part in this many of a core. */
const DUTY = 4;
/** A state is a cursor, a few ids and a word. */
const MAX_STATE_BYTES = 4_096;
const MAX_SELECTED = 20;
const MAX_TEXT = 100;
/** The JSON text `null`. */
const NULL_LENGTH = 4;
/** tldraw's own bound on coordinates is of this order. */
const MAX_COORDINATE = 1e7;
/** How long an id that left belongs to its user: others' clients echo it for a while. */
const DEPARTED_MS = 60_000;
/** Other instances renew theirs as often as we do, every 15 s: one of two may get lost. */
const REMOTE_MS = 35_000;

export class RoomAwareness<P extends Peer> {
  readonly #peers: () => Iterable<P>;
  readonly #now: () => number;
  readonly #claim: (peer: P, client: number) => boolean;
  /** All clocks that servers gave out here are later. */
  #born: number;
  readonly #presences = new Map<number, Presence>();
  readonly #ids = new Map<Peer, number>();
  readonly #departed = new Map<number, { userId: string; until: number }>();
  readonly #changed = new Set<number>();
  readonly #gone = new Map<number, Uint8Array>();
  readonly #remote = new RemotePresences();
  /** What came from other instances since the last batch, and the ends of what came from them. */
  readonly #passedOn = new Map<number, Uint8Array>();
  #tellInstances: (entries: Uint8Array[]) => void = () => {};
  /** Peers that missed a batch: they get everything once they have caught up. */
  readonly #stale = new Set<P>();
  readonly #pace = new Pace({ duty: DUTY, least: LEAST_BATCH_MS, most: MOST_BATCH_MS });
  #lastClock = 0;
  #timer: NodeJS.Timeout | null = null;

  /** `claim`: whether a peer may call a Yjs client id its own. */
  constructor(
    peers: () => Iterable<P>,
    now: () => number,
    claim: (peer: P, client: number) => boolean = () => true,
  ) {
    this.#peers = peers;
    this.#now = now;
    this.#claim = claim;
    this.#born = now();
  }

  /** Everybody else's state, for one who came in or asked. */
  tellAll(peer: P): void {
    const here = [...this.#presences.values()].filter((it) => it.owner !== peer).map((it) => it.entry);
    const entries = [...here, ...this.#remote.entries];
    peer.send(entries.length === 0 ? KEEP_ALIVE : awarenessFrame(entries));
  }

  /** Throws when the bytes are no awareness update. */
  receive(peer: P, bytes: Uint8Array): void {
    const started = performance.now();
    this.#read(peer, bytes);
    this.#pace.spent(performance.now() - started);
  }

  #read(peer: P, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const length = decoding.readVarUint(decoder);
      // y-websocket's client sends back everybody's state that it hears: after two numbers we know it is an echo.
      if (!this.#mayBeOwn(peer, client, clock, length)) {
        skip(decoder, length);
        continue;
      }
      const json = decoding.readUint8Array(decoder, length);
      if (json.length > MAX_STATE_BYTES) throw new Error("state-too-large");
      const state: unknown = JSON.parse(Buffer.from(json).toString("utf8"));
      if (state === null) this.#remove(peer, client);
      else if (this.#own(peer, client)) this.#put(client, peer, cleanState(state));
    }
  }

  /** The peer's name, role or right to be here changed. */
  refresh(peer: P): void {
    const presence = this.#presences.get(this.#ids.get(peer) ?? -1);
    if (presence) this.#put(presence.client, peer, presence.said);
  }

  leave(peer: P): void {
    const client = this.#ids.get(peer);
    this.#ids.delete(peer);
    this.#stale.delete(peer);
    if (client !== undefined) this.#remove(peer, client);
  }

  /** Clients forget whom they have not heard of for 30 s; a tab in the background renews itself too seldom. */
  renew(): void {
    const now = this.#now();
    for (const [client, { until }] of this.#departed) if (until < now) this.#departed.delete(client);
    this.#passOnEnds(this.#remote.expire(now - REMOTE_MS));
    for (const { client, owner, said } of this.#presences.values()) this.#put(client, owner, said);
  }

  /** The user who speaks for this client id through another instance. */
  speakerElsewhere(client: number): string | undefined {
    return this.#remote.ownerOf(client);
  }

  /** Batches of what changes of the people who are connected here. */
  onBatch(tell: (entries: Uint8Array[]) => void): void {
    this.#tellInstances = tell;
  }

  /** Another instance's batch. Throws when it is no awareness update. */
  hear(sender: string, bytes: Uint8Array): void {
    for (const presence of readPresences(sender, bytes, this.#now())) {
      const { client, clock, state, entry } = presence;
      // Other machines' clocks may be ahead: what we say next must be newer than what anybody has heard.
      this.#lastClock = Math.max(this.#lastClock, clock);
      this.#born = Math.min(this.#born, clock);
      const local = this.#presences.get(client);
      if (local && !this.#yields(local, state)) continue;
      if (!this.#remote.take(presence)) continue;
      this.#passedOn.set(client, entry);
      this.#schedule();
    }
  }

  /** An instance's room has gone, and with it those who were here through it. */
  dropRemote(sender: string): void {
    this.#passOnEnds(this.#remote.drop(sender));
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #mayBeOwn(peer: P, client: number, clock: number, length: number): boolean {
    const own = this.#ids.get(peer);
    if (own !== undefined) return own === client;
    // Somebody's leaving, echoed.
    if (length === NULL_LENGTH) return false;
    const { userId } = peer.identity;
    const holder = this.#presences.get(client);
    if (holder) {
      // A browser that reconnects before we noticed that its old line is dead takes its own place. A clock of
      // ours says that it only echoes what it heard of the same person's other tab.
      if (holder.userId !== userId || clock >= this.#born) return false;
    } else {
      const elsewhere = this.#remote.ownerOf(client);
      if (elsewhere !== undefined && (elsewhere !== userId || clock >= this.#born)) return false;
      const departed = this.#departed.get(client);
      if (departed && departed.userId !== userId) return false;
    }
    return true;
  }

  /** The first free id that a socket speaks for is its own, for as long as the socket lasts. */
  #own(peer: P, client: number): boolean {
    if (this.#ids.get(peer) === client) return true;
    if (!this.#claim(peer, client)) return false;
    const holder = this.#presences.get(client);
    if (holder) this.#ids.delete(holder.owner);
    this.#ids.set(peer, client);
    return true;
  }

  #passOnEnds(clients: readonly number[]): void {
    for (const client of clients) {
      this.#passedOn.set(client, encodeEntry(client, this.#nextClock(), null));
      this.#schedule();
    }
  }

  /** True when a browser is on another instance now, and its line here is only not yet known to be dead. */
  #yields(local: Presence, state: PresenceState | null): boolean {
    if (state?.user.userId === local.userId) {
      this.#presences.delete(local.client);
      this.#changed.delete(local.client);
      this.#ids.delete(local.owner);
      return true;
    }
    // The other way round: its dead line over there ended. Said again, so that this is newer than that.
    if (!state) this.#put(local.client, local.owner, local.said);
    return false;
  }

  #put(client: number, owner: Peer, said: Presence["said"]): void {
    const entry = encodeEntry(client, this.#nextClock(), { user: owner.identity, ...said });
    this.#presences.set(client, { client, owner, userId: owner.identity.userId, said, entry });
    this.#departed.delete(client);
    this.#gone.delete(client);
    this.#remote.forget(client);
    this.#passedOn.delete(client);
    this.#changed.add(client);
    this.#schedule();
  }

  #remove(peer: Peer, client: number): void {
    const presence = this.#presences.get(client);
    if (!presence || presence.owner !== peer) return;
    this.#presences.delete(client);
    this.#changed.delete(client);
    this.#departed.set(client, { userId: presence.userId, until: this.#now() + DEPARTED_MS });
    this.#gone.set(client, encodeEntry(client, this.#nextClock(), null));
    this.#schedule();
  }

  /**
   * Time, so that it only ever grows: over a client's reconnect (its own clock would begin again, and others
   * would not see it for 30 s), over a restart of the server, over instances.
   */
  #nextClock(): number {
    this.#lastClock = Math.max(this.#lastClock + 1, this.#now());
    return this.#lastClock;
  }

  #schedule(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = null;
        this.#pace.run(() => this.#flush());
      },
      Math.max(1, this.#pace.wait),
    );
  }

  #flush(): void {
    const gone = [...this.#gone.values()];
    const changed = [...this.#changed].flatMap((client) => this.#presences.get(client) ?? []);
    const entries = changed.map((presence) => presence.entry);
    if (gone.length + entries.length > 0) this.#tellInstances([...gone, ...entries]);
    gone.push(...this.#passedOn.values());
    for (const batch of [this.#gone, this.#changed, this.#passedOn]) batch.clear();
    const all = [...gone, ...entries];
    if (all.length === 0) return;
    const batch = new AwarenessBatch(all);
    const frame = batch.frame();
    const own = new Map(changed.map((presence, index) => [presence.owner, gone.length + index]));
    for (const peer of this.#peers()) {
      if (peer.isBehind) {
        this.#stale.add(peer);
        continue;
      }
      const index = own.get(peer);
      if (this.#stale.delete(peer)) this.#tellAllAgain(peer, gone);
      // One's own state must not come back: its clock is ours, and an older state would replace a newer one.
      else if (index === undefined) peer.send(frame);
      else if (all.length > 1) peer.send(batch.frameWithout(index));
    }
  }

  /** To one who missed batches. Who left meanwhile times out over there: nobody renews them. */
  #tellAllAgain(peer: P, gone: readonly Uint8Array[]): void {
    if (gone.length > 0) peer.send(awarenessFrame(gone));
    this.tellAll(peer);
  }
}

/** Throws when there is less than that. */
function skip(decoder: decoding.Decoder, length: number): void {
  if (decoder.pos + length > decoder.arr.length) throw new Error("cut-short");
  decoder.pos += length;
}

function encodeEntry(client: number, clock: number, state: PresenceState | null): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, JSON.stringify(state));
  });
}

/** What a client may say of itself, and nothing else. */
function cleanState(state: unknown): Presence["said"] {
  const { cursor, selected, lens } = (typeof state === "object" ? state : {}) as Record<string, unknown>;
  return { cursor: cleanCursor(cursor), selected: cleanIds(selected), lens: isShort(lens) ? lens : null };
}

function cleanCursor(cursor: unknown): PresenceState["cursor"] {
  if (typeof cursor !== "object" || cursor === null) return null;
  const { x, y } = cursor as Record<string, unknown>;
  if (typeof x !== "number" || typeof y !== "number") return null;
  return { x: clamp(x), y: clamp(y) };
}

const clamp = (value: number): number =>
  Math.round(Math.max(-MAX_COORDINATE, Math.min(MAX_COORDINATE, value)));
const isShort = (value: unknown): value is string => typeof value === "string" && value.length <= MAX_TEXT;
const cleanIds = (value: unknown): string[] =>
  Array.isArray(value) ? value.slice(0, MAX_SELECTED).filter(isShort) : [];
