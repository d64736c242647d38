/** A socket without any client behind it, and ways to wait for what clients hear. */
import * as decoding from "lib0/decoding";
import type { WebSocket } from "ws";
import type { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";
import { MESSAGE } from "../../lib/sync/protocol";

export class RawClient {
  readonly socket: WebSocket;
  readonly frames: Uint8Array[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly refused: Promise<number>;
  #waiting: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer) => {
      this.frames.push(new Uint8Array(data));
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.closed = new Promise((resolve) =>
      socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    this.refused = new Promise((resolve) =>
      socket.on("unexpected-response", (request, response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      }),
    );
    socket.on("error", () => {});
  }

  /** The first frame from number `from` on that `read` makes something of. */
  async next<T>(read: (decoder: decoding.Decoder, type: number) => T | undefined, from = 0): Promise<T> {
    for (let at = from; ; at++) {
      while (at >= this.frames.length) await new Promise<void>((resolve) => this.#waiting.push(resolve));
      const decoder = decoding.createDecoder(this.frames[at] as Uint8Array);
      const found = read(decoder, decoding.readVarUint(decoder));
      if (found !== undefined) return found;
    }
  }

  sync(kind: number, from = 0): Promise<Uint8Array> {
    return this.next(
      (decoder, type) =>
        type === MESSAGE.sync && decoding.readVarUint(decoder) === kind
          ? decoding.readVarUint8Array(decoder).slice()
          : undefined,
      from,
    );
  }

  saved(count: number): Promise<number> {
    return this.next((decoder, type) => {
      const n = type === MESSAGE.saved ? decoding.readVarUint(decoder) : -1;
      return n >= count ? n : undefined;
    });
  }

  notice(): Promise<string> {
    return this.next((decoder, type) =>
      type === MESSAGE.notice
        ? (JSON.parse(decoding.readVarString(decoder)) as { code: string }).code
        : undefined,
    );
  }

  count(type: number): number {
    return this.frames.filter((frame) => frame[0] === type).length;
  }
}

/** Resolves when `holds` does, looked at after each event. */
export function when(subscribe: (look: () => void) => () => void, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let stop = () => {};
    const look = () => {
      if (!holds()) return;
      stop();
      resolve();
    };
    stop = subscribe(look);
    look();
  });
}

export const docHolds = (doc: Y.Doc, holds: () => boolean): Promise<void> =>
  when((look) => {
    doc.on("update", look);
    return () => doc.off("update", look);
  }, holds);

export const synced = (provider: WebsocketProvider): Promise<void> =>
  when(
    (look) => {
      provider.on("sync", look);
      return () => provider.off("sync", look);
    },
    () => provider.synced,
  );

/** The close code of a provider's next closed connection. */
export const nextClose = (provider: WebsocketProvider): Promise<number> =>
  new Promise((resolve) => provider.once("connection-close", (event) => resolve(event?.code ?? 0)));

/** A promise to be settled from outside. */
export function gate(): { wait: Promise<void>; open: () => void } {
  let open = () => {};
  const wait = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { wait, open };
}
