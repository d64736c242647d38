// Who is here. Rebuilt by the server: a client says where it looks, the session says who it is. Nothing is
// stored, and of what a client says about others nothing is believed.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { PresenceIdentity, PresenceState } from "../../lib/sync/protocol";
import { KEEP_ALIVE, awarenessFrame } from "./frames";

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
const BATCH_MS = 40;
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

export class RoomAwareness<P extends Peer> {
  readonly #peers: () => Iterable<P>;
  readonly #now: () => number;
  /** All clocks that we gave out are later. */
  readonly #born: number;
  readonly #presences = new Map<number, Presence>();
  readonly #ids = new Map<Peer, number>();
  readonly #departed = new Map<number, { userId: string; until: number }>();
  readonly #changed = new Set<number>();
  readonly #gone = new Map<number, Uint8Array>();
  /** Peers that missed a batch: they get everything once they have caught up. */
  readonly #stale = new Set<P>();
  #lastClock = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(peers: () => Iterable<P>, now: () => number) {
    this.#peers = peers;
    this.#now = now;
    this.#born = now();
  }

  /** Everybody else's state, for one who came in or asked. */
  tellAll(peer: P): void {
    const entries = [...this.#presences.values()].filter((it) => it.owner !== peer).map((it) => it.entry);
    peer.send(entries.length === 0 ? KEEP_ALIVE : awarenessFrame(entries));
  }

  /** Throws when the bytes are no awareness update. */
  receive(peer: P, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    for (let count = decoding.readVarUint(decoder); count > 0; count--) {
      const client = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const json = decoding.readVarUint8Array(decoder);
      // y-websocket's client sends back everybody's state that it hears: after two numbers we know it is an echo.
      if (!this.#isOwn(peer, client, clock, json)) continue;
      if (json.length > MAX_STATE_BYTES) throw new Error("state-too-large");
      this.#say(peer, client, JSON.parse(Buffer.from(json).toString("utf8")) as unknown);
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
    for (const { client, owner, said } of this.#presences.values()) this.#put(client, owner, said);
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** The first free id that a socket speaks for is its own, for as long as the socket lasts. */
  #isOwn(peer: P, client: number, clock: number, json: Uint8Array): boolean {
    const own = this.#ids.get(peer);
    if (own !== undefined) return own === client;
    // Somebody's leaving, echoed.
    if (json.length === NULL_LENGTH) return false;
    const { userId } = peer.identity;
    const holder = this.#presences.get(client);
    if (holder) {
      // A browser that reconnects before we noticed that its old line is dead takes its own place. A clock of
      // ours says that it only echoes what it heard of the same person's other tab.
      if (holder.userId !== userId || clock >= this.#born) return false;
      this.#ids.delete(holder.owner);
    } else {
      const departed = this.#departed.get(client);
      if (departed && departed.userId !== userId) return false;
    }
    this.#ids.set(peer, client);
    return true;
  }

  #say(peer: P, client: number, state: unknown): void {
    if (state === null) this.#remove(peer, client);
    else this.#put(client, peer, cleanState(state));
  }

  #put(client: number, owner: Peer, said: Presence["said"]): void {
    const entry = encodeEntry(client, this.#nextClock(), { user: owner.identity, ...said });
    this.#presences.set(client, { client, owner, userId: owner.identity.userId, said, entry });
    this.#departed.delete(client);
    this.#gone.delete(client);
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
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#flush();
    }, BATCH_MS);
  }

  #flush(): void {
    const gone = [...this.#gone.values()];
    const changed = [...this.#changed].flatMap((client) => this.#presences.get(client) ?? []);
    this.#gone.clear();
    this.#changed.clear();
    const entries = changed.map((presence) => presence.entry);
    const all = [...gone, ...entries];
    if (all.length === 0) return;
    const frame = awarenessFrame(all);
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
      else if (all.length > 1) peer.send(awarenessFrame(all.filter((_, at) => at !== index)));
    }
  }

  /** To one who missed batches. Who left meanwhile times out over there: nobody renews them. */
  #tellAllAgain(peer: P, gone: readonly Uint8Array[]): void {
    if (gone.length > 0) peer.send(awarenessFrame(gone));
    this.tellAll(peer);
  }
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
