// Board events without the board: a plain socket for pages that must not carry the document's libraries.
import * as decoding from "lib0/decoding";
import { type BoardEvent, MESSAGE, SYNC_PATH } from "@/lib/sync/protocol";

/** `refused`: signing in, or somebody's invitation, must come first; the line is not tried again by itself. */
export type EventsState = "connecting" | "live" | "offline" | "refused";

/** The server says something at least every 20 s; y-websocket's client draws the same line. */
const SILENCE_MS = 30_000;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

export interface EventsListener {
  event: (event: BoardEvent) => void;
  /** The line was down and is back, here or between instances: what happened meanwhile was not heard. */
  missed: () => void;
  state: (state: EventsState) => void;
}

export class BoardEventsClient {
  readonly #url: string;
  readonly #listener: EventsListener;
  readonly #Socket: typeof WebSocket;
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #wasLive = false;
  #closed = false;

  constructor(
    origin: string,
    boardId: string,
    listener: EventsListener,
    Socket: typeof WebSocket = WebSocket,
  ) {
    this.#url = `${origin}${SYNC_PATH}${boardId}?events=1`;
    this.#listener = listener;
    this.#Socket = Socket;
    this.#connect();
  }

  /** The network or the page is back: do not wait for the next try. */
  hurry(): void {
    if (this.#closed || this.#socket) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    this.#socket?.close();
    this.#socket = null;
  }

  #connect(): void {
    const socket = new this.#Socket(this.#url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#listen();
    socket.onmessage = (message) => {
      if (this.#socket === socket) this.#heard(new Uint8Array(message.data as ArrayBuffer));
    };
    socket.onclose = (closed) => {
      if (this.#socket === socket) this.#ended(closed.code);
    };
    // `close` follows and says all there is to know.
    socket.onerror = () => {};
  }

  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      const socket = this.#socket;
      this.#ended(1006);
      socket?.close();
    }, SILENCE_MS);
  }

  #heard(frame: Uint8Array): void {
    this.#listen();
    // The first frame, not the open line, is what says that we were let in.
    if (this.#failures > 0 && this.#wasLive) this.#listener.missed();
    this.#failures = 0;
    this.#wasLive = true;
    this.#listener.state("live");
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== MESSAGE.boardEvent) return;
    const event = JSON.parse(decoding.readVarString(decoder)) as BoardEvent;
    if (event.type === "missed") this.#listener.missed();
    else this.#listener.event(event);
  }

  #ended(code: number): void {
    clearTimeout(this.#silence);
    this.#socket = null;
    if (this.#closed) return;
    if (code >= 4400 && code < 4500) return this.#listener.state("refused");
    this.#failures += 1;
    this.#listener.state("offline");
    const longest = Math.min(FIRST_RETRY_MS * 2 ** (this.#failures - 1), LAST_RETRY_MS);
    // Jitter: after a restart a whole workshop would come back in the same instant.
    this.#retry = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
  }
}
