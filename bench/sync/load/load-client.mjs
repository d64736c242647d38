/** One person's socket, without a document behind it: says what a provider says, hands on what comes. */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { RawWebSocket, clientFrame } from "./raw-web-socket.mjs";

const SYNC = 0;
const AWARENESS = 1;
const AUTHENTICATION = 2;
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;
const SAVED = 120;
const EMPTY_STATE_VECTOR = Uint8Array.of(0);
const EMPTY_UPDATE = Uint8Array.of(0, 0);

export class LoadClient {
  /** Its number among the clients of a run: in its marks, and its awareness id. */
  number;
  /** How many of its updates the server has acknowledged, in the sense of this server. */
  acknowledged = 0;
  #socket;
  #prefix;
  #handlers;
  #echoes;
  #isSynced = false;
  /** Hocuspocus answers our empty sync step 2 as well. */
  #statusesToSkip = 0;

  /**
   * `handlers`, all optional: `synced(update)`, `update(frame)`, `awareness(frame)`, `acknowledged(client)`,
   * `closed(why)`. `echoes`: sends back everybody else's awareness, as y-websocket's provider does.
   */
  constructor(server, room, number, handlers, { echoes = false } = {}) {
    const { dialect } = server.contender;
    this.number = number;
    this.#handlers = handlers;
    this.#echoes = echoes;
    this.#prefix = dialect.prefix(room.name);
    const url = `ws://127.0.0.1:${server.port}${dialect.path(room.name)}`;
    const cookie = room.cookies[number % room.cookies.length];
    const headers = {
      Origin: `http://127.0.0.1:${server.port}`,
      ...(cookie === undefined ? {} : { Cookie: cookie }),
    };
    this.#socket = new RawWebSocket(url, headers, {
      open: () => {
        const hello = dialect.hello();
        if (hello) this.#socket.write(this.#frame(hello));
        else this.#askForDocument();
      },
      frame: (payload) => this.#take(payload),
      closed: (why) => handlers.closed?.(why),
    });
  }

  get bytesReceived() {
    return this.#socket.bytesReceived;
  }

  /** A ready-made frame. */
  write(frame) {
    this.#socket.write(frame);
  }

  drop() {
    this.#socket.drop();
  }

  updateFrame(update) {
    return this.#syncFrame(2, update);
  }

  cursorFrame(clock, state) {
    const entry = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, awarenessId(this.number));
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    });
    return this.#awarenessFrame(entry);
  }

  #askForDocument() {
    this.#socket.write(this.#syncFrame(0, EMPTY_STATE_VECTOR));
  }

  #take(payload) {
    const at = this.#prefix.length;
    switch (payload[at]) {
      case SYNC:
      case SYNC_REPLY:
        return this.#takeSync(payload, at + 1);
      case AWARENESS:
        if (this.#echoes) this.#echo(payload, at + 1);
        return this.#handlers.awareness?.(payload);
      case AUTHENTICATION:
        if (payload[at + 1] === 2) return this.#askForDocument();
        this.drop();
        return this.#handlers.closed?.("not authenticated");
      case SYNC_STATUS:
        if (this.#statusesToSkip > 0) this.#statusesToSkip -= 1;
        else if (payload[at + 1] === 1) this.#acknowledge(this.acknowledged + 1);
        return undefined;
      case SAVED:
        return this.#acknowledge(decoding.readVarUint(decoding.createDecoder(payload.subarray(at + 1))));
      default:
        return undefined;
    }
  }

  #takeSync(payload, at) {
    switch (payload[at]) {
      case 0:
        this.#statusesToSkip += 1;
        return this.#socket.write(this.#syncFrame(1, EMPTY_UPDATE));
      case 1:
        if (this.#isSynced) return this.#handlers.update?.(payload);
        this.#isSynced = true;
        return this.#handlers.synced?.(this.updateOf(payload));
      default:
        return this.#handlers.update?.(payload);
    }
  }

  /** The Yjs update in a sync frame. */
  updateOf(payload) {
    return decoding.readVarUint8Array(decoding.createDecoder(payload.subarray(this.#prefix.length + 2)));
  }

  #acknowledge(count) {
    this.acknowledged = count;
    this.#handlers.acknowledged?.(this);
  }

  #echo(payload, at) {
    const decoder = decoding.createDecoder(payload.subarray(at));
    const body = decoding.readVarUint8Array(decoder);
    const entries = decoding.createDecoder(body);
    const foreign = [];
    const count = decoding.readVarUint(entries);
    for (let i = 0; i < count; i++) {
      const from = entries.pos;
      const id = decoding.readVarUint(entries);
      decoding.readVarUint(entries);
      decoding.readVarUint8Array(entries);
      if (id !== awarenessId(this.number)) foreign.push(body.subarray(from, entries.pos));
    }
    if (foreign.length === 0) return;
    const echoed = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, foreign.length);
      for (const entry of foreign) encoding.writeUint8Array(encoder, entry);
    });
    this.#socket.write(this.#awarenessFrame(echoed));
  }

  #syncFrame(kind, bytes) {
    return this.#frame(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, SYNC);
        encoding.writeVarUint(encoder, kind);
        encoding.writeVarUint8Array(encoder, bytes);
      }),
    );
  }

  #awarenessFrame(bytes) {
    return this.#frame(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, AWARENESS);
        encoding.writeVarUint8Array(encoder, bytes);
      }),
    );
  }

  #frame(message) {
    return clientFrame(this.#prefix.length === 0 ? message : Buffer.concat([this.#prefix, message]));
  }
}

const awarenessId = (number) => 500_000 + number;

/** How many open at once: as many as come to a meeting, not as many as there are ports. */
const OPENING_AT_ONCE = 25;
const SYNCED_WITHIN_MS = 20_000;

/** Clients that have all said `synced`, in the order of `places` (`{ room, number }`). */
export async function openClients(server, places, handlers, options) {
  const clients = [];
  for (let i = 0; i < places.length; i += OPENING_AT_ONCE) {
    const group = places.slice(i, i + OPENING_AT_ONCE);
    clients.push(...(await Promise.all(group.map((place) => openClient(server, place, handlers, options)))));
  }
  return clients;
}

function openClient(server, { room, number }, handlers, options) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("a client was not synced in time")), SYNCED_WITHIN_MS);
    const client = new LoadClient(
      server,
      room,
      number,
      {
        ...handlers,
        update: handlers.update && ((frame) => handlers.update(frame, client)),
        awareness: handlers.awareness && ((frame) => handlers.awareness(frame, client)),
        synced: (update) => {
          clearTimeout(timer);
          handlers.synced?.(update);
          resolve(client);
        },
        closed: (why) => {
          clearTimeout(timer);
          reject(new Error(`a client was refused: ${why}`));
          handlers.closed?.(why);
        },
      },
      options,
    );
  });
}
