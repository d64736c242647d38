/** Rooms full of clients that write and move their cursors at fixed rates; what arrives, and when. */
import { setTimeout as sleep } from "node:timers/promises";
import { drag } from "./drawing.mjs";
import { Latencies } from "./latencies.mjs";
import { openClients } from "./load-client.mjs";
import { cursorMark, eachCursor, eachUpdate } from "./marks.mjs";

/** What is still under way at the end counts, with its latency, when it comes within this. */
const DRAIN_MS = 4_000;
const SETTLE_MS = 300;

/**
 * `rooms`: `[{ clients, writers }]`, made new for this run. A delivery is one update or one cursor move that has
 * reached one other client; a newer one delivers those that it replaces.
 */
export async function runTraffic(
  server,
  { rooms, updateRate, cursorRate = 0, warmMs, windowMs, echoes = false, run = 0 },
) {
  const people = Math.max(...rooms.map(({ clients }) => clients));
  const made = await server.makeRooms(rooms.length, people);
  const places = rooms.flatMap(({ clients, writers }, at) =>
    Array.from({ length: clients }, (_, i) => ({ room: made[at], at, writes: i < writers })),
  );
  places.forEach((place, number) => Object.assign(place, { number }));

  const updates = new Stream(places, (place) => (place.writes ? updateRate : 0));
  const cursors = new Stream(places, () => cursorRate);
  let dropped = 0;
  const clients = await openClients(
    server,
    places,
    {
      update: (frame, client) => {
        const at = performance.now();
        eachUpdate(frame, (from, number) => updates.arrived(client.number, from, number, at));
      },
      awareness: (frame, client) => {
        if (cursorRate === 0) return;
        const at = performance.now();
        eachCursor(frame, (from, number) => cursors.arrived(client.number, from, number, at));
      },
      closed: () => {
        dropped += 1;
      },
    },
    { echoes },
  );
  const forMs = warmMs + windowMs;
  updates.prepare(forMs, (place, count) =>
    drag(place.number, count, run).map((update) => clients[place.number].updateFrame(update)),
  );
  cursors.prepare(forMs, (place, count) =>
    Array.from({ length: count }, (_, i) =>
      clients[place.number].cursorFrame(i + 1, stateOf(place.number, i)),
    ),
  );
  await sleep(SETTLE_MS);

  const sending = send([updates, cursors], clients, forMs);
  await sleep(warmMs);
  updates.openWindow();
  cursors.openWindow();
  const before = await server.usage();
  const load = performance.eventLoopUtilization();
  await sleep(windowMs);
  const after = await server.usage();
  const loadBusy = performance.eventLoopUtilization(load).utilization;
  updates.closeWindow();
  cursors.closeWindow();
  const windowS = (after.at - before.at) / 1_000;
  await sending;
  await drained([updates, cursors]);
  for (const client of clients) client.drop();
  await sleep(SETTLE_MS);

  const deliveries = updates.inWindow + cursors.inWindow;
  const cpuMs = after.cpuMs - before.cpuMs;
  return {
    deliveriesPerS: deliveries / windowS,
    updates: updates.summary(),
    cursors: cursors.summary(),
    cpuMsPer1000: (cpuMs / deliveries) * 1_000,
    cpuShare: cpuMs / (windowS * 1_000),
    rssMb: after.rssMb,
    loadBusy,
    dropped,
  };
}

/** As a board's page says it; our server puts in the name and role by itself. */
const stateOf = (client, number) => ({
  user: {
    userId: `00000000-0000-4000-8000-${String(client).padStart(12, "0")}`,
    name: `Member ${client}`,
    roleId: null,
  },
  cursor: cursorMark(client, number),
  selected: [],
  lens: null,
});

/** One kind of message from many clients. */
class Stream {
  #places;
  #rateOf;
  /** Per sender: ready-made frames, when each was sent, the first of the window and the first after it. */
  #sources = [];
  #latest;
  #isOpen = false;
  #latencies = new Latencies();
  inWindow = 0;

  constructor(places, rateOf) {
    this.#places = places;
    this.#rateOf = rateOf;
    this.#latest = places.map(() => new Int32Array(places.length).fill(-1));
  }

  get sources() {
    return this.#sources.filter(Boolean);
  }
  get arrivals() {
    return this.#latencies.count;
  }

  prepare(forMs, framesOf) {
    this.#sources = this.#places.map((place) => {
      const rate = this.#rateOf(place);
      if (rate === 0) return null;
      const count = Math.ceil((forMs * rate) / 1_000) + 2;
      return {
        client: place.number,
        every: 1_000 / rate,
        frames: framesOf(place, count),
        sentAt: new Float64Array(count),
        sent: 0,
        from: Number.POSITIVE_INFINITY,
        until: Number.POSITIVE_INFINITY,
      };
    });
  }

  arrived(to, from, number, at) {
    const source = this.#sources[from];
    const latest = this.#latest[to];
    if (!source || to === from || number <= latest[from]) return;
    for (let i = latest[from] + 1; i <= number; i++) {
      if (i >= source.from && i < source.until) this.#latencies.add(at - source.sentAt[i]);
    }
    if (this.#isOpen) this.inWindow += number - latest[from];
    latest[from] = number;
  }

  openWindow() {
    for (const source of this.sources) source.from = source.sent;
    this.#isOpen = true;
  }

  closeWindow() {
    for (const source of this.sources) source.until = source.sent;
    this.#isOpen = false;
  }

  get expected() {
    let expected = 0;
    for (const { client, from, until } of this.sources) {
      const { at } = this.#places[client];
      const others = this.#places.filter((place) => place.at === at).length - 1;
      expected += (until - from) * others;
    }
    return expected;
  }

  summary() {
    const { expected } = this;
    return {
      ...this.#latencies.summary(),
      expected,
      share: expected === 0 ? null : this.arrivals / expected,
    };
  }
}

/** Each source at its own pace, begun at a random moment of its period. */
async function send(streams, clients, forMs) {
  const sources = streams.flatMap((stream) => stream.sources);
  const started = performance.now();
  for (const source of sources) source.due = started + Math.random() * source.every;
  const end = started + forMs;
  for (let now = started; now < end; now = performance.now()) {
    for (const source of sources) {
      while (source.due <= now && source.sent < source.frames.length) {
        source.sentAt[source.sent] = performance.now();
        clients[source.client].write(source.frames[source.sent++]);
        source.due += source.every;
      }
    }
    await sleep(1);
  }
}

async function drained(streams) {
  const missing = () => streams.some((stream) => stream.arrivals < stream.expected);
  const end = performance.now() + DRAIN_MS;
  while (missing() && performance.now() < end) await sleep(50);
}
