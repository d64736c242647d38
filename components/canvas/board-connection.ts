import * as decoding from "lib0/decoding";
import type { Awareness } from "y-protocols/awareness";
import { messageYjsSyncStep2, messageYjsUpdate } from "y-protocols/sync";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import {
  type BoardEvent,
  CLOSE,
  ENDED_REASONS,
  type EndedReason,
  MESSAGE,
  type PresenceState,
  SYNC_PATH,
} from "@/lib/sync/protocol";
import { type BoardOrigin, personOrigin } from "@/lib/board/origins";
import { undoManager } from "@/lib/board/undo";
import type { ErrorCode } from "@/lib/errors";
import type { DocumentSnapshot } from "./document-over-http";
import { SaveLedger } from "./save-ledger";
import { UnsavedEntries, type UnsavedEntry } from "./unsaved-entries";

/** The truth of saving. `kept` counts edits that live in this tab only. */
export type SaveState =
  | { state: "connecting" }
  | { state: "saved" }
  | { state: "saving" }
  | { state: "offline"; kept: number }
  /** The server will not have us back until something changes: `code` is the close code. */
  | { state: "refused"; code: number; kept: number }
  /** The board's log is damaged: nothing is taken until somebody decides how to go on. */
  | { state: "readOnly"; kept: number }
  /** The document here is no longer the board's: what only it has can be taken out, and the board loaded anew. */
  | { state: "ended"; reason: EndedReason; kept: number };

/** What a client says of itself; the server adds who it is. */
type OwnPresence = Omit<PresenceState, "user">;

type Listener<T> = (value: T) => void;
type SocketClass = typeof WebSocket;
type ProviderSocket = NonNullable<ConstructorParameters<typeof WebsocketProvider>[3]>["WebSocketPolyfill"];

/** An update without content, as a sync step 2 carries it when the other side lacks nothing. */
const isEmptyUpdate = (update: Uint8Array): boolean =>
  update.length === 2 && update[0] === 0 && update[1] === 0;

/** One person's live hold on one board: the document, who else is here, and whether our edits are safe. */
export class BoardConnection {
  readonly boardId: string;
  readonly doc = new Y.Doc();
  /** The origin of everything this tab writes, on the map and in the table: its undo takes back both. */
  readonly origin: BoardOrigin = personOrigin();
  readonly undo: Y.UndoManager = undoManager(this.doc, this.origin);
  readonly #provider: WebsocketProvider;
  readonly #ledger = new SaveLedger();
  readonly #entries = new UnsavedEntries();
  #complete = false;
  /** Whether the server's step 1 was answered on the present connection. */
  #answered = false;
  #state: SaveState = { state: "connecting" };
  #refusedWith: number | null = null;
  #ended: EndedReason | null = null;
  #letGo = false;
  #readOnly = false;
  #destroyed = false;
  #lost = false;
  readonly #changed = new Set<() => void>();
  readonly #onEvent = new Set<Listener<BoardEvent>>();
  readonly #onNotice = new Set<Listener<ErrorCode>>();
  readonly #onRights = new Set<() => void>();

  /** `fetchDocument` brings the document before the socket does, or null. */
  constructor(
    boardId: string,
    origin: string,
    Socket: SocketClass = WebSocket,
    fetchDocument?: (boardId: string) => Promise<DocumentSnapshot | null>,
  ) {
    this.boardId = boardId;
    // Before the provider's own handler, which sends: an edit must be counted when its message leaves.
    this.doc.on("update", this.#updated);
    this.#provider = new WebsocketProvider(`${origin}${SYNC_PATH}`, boardId, this.doc, {
      connect: false,
      disableBc: true,
      params: { ack: "1", epoch: "0" },
      WebSocketPolyfill: this.#countingSocket(Socket) as ProviderSocket,
    });
    this.#listen();
    this.#keepEchoesIn();
    if (fetchDocument) void this.#begin(fetchDocument(boardId));
    else this.#provider.connect();
  }

  async #begin(fetched: Promise<DocumentSnapshot | null>): Promise<void> {
    const snapshot = await fetched;
    if (this.#destroyed) return;
    if (snapshot) {
      try {
        Y.applyUpdate(this.doc, snapshot.state, this.#provider);
        this.#provider.params["epoch"] = String(snapshot.epoch);
      } catch (error) {
        // Safe to go on from: the socket brings all that is not here. A board that never opens is not.
        console.warn("the document that came over HTTP cannot be read", error);
      }
    }
    this.#provider.connect();
  }

  get awareness(): Awareness {
    return this.#provider.awareness;
  }

  /** The origin of transactions that came from the server. */
  get remoteOrigin(): object {
    return this.#provider;
  }

  /** True once the whole document has been here; stays true while offline. */
  readonly isComplete = (): boolean => this.#complete;

  readonly saveState = (): SaveState => this.#state;

  /** Called when the save state or completeness changes. */
  readonly subscribe = (listener: () => void): (() => void) => hang(this.#changed, listener);
  readonly onBoardEvent = (listener: Listener<BoardEvent>): (() => void) => hang(this.#onEvent, listener);
  readonly onNotice = (listener: Listener<ErrorCode>): (() => void) => hang(this.#onNotice, listener);
  /** Our rights on the board changed: the socket is judged again, the page should be too. */
  readonly onRightsChanged = (listener: () => void): (() => void) => hang(this.#onRights, listener);

  /** Merge into what we say of ourselves. */
  setPresence(part: Partial<OwnPresence>): void {
    this.awareness.setLocalState({ ...NOWHERE, ...this.awareness.getLocalState(), ...part });
  }

  /** Edits that only this tab has, and that would be missed. */
  get unsaved(): number {
    return this.#letGo ? 0 : this.#ledger.unsaved;
  }

  /** What those edits touched, as it is here. */
  unsavedEntries(): UnsavedEntry[] {
    return this.#entries.list(this.doc);
  }

  /** They have been taken out: nobody needs to be warned before leaving. */
  letGo(): void {
    this.#letGo = true;
  }

  /** Try again after a refusal, for instance after signing in in another tab. */
  retry(): void {
    // The document here is another one by now; only a new page can go on.
    if (this.#ended) return;
    this.#refusedWith = null;
    this.#provider.connect();
    this.#settle();
  }

  destroy(): void {
    this.#destroyed = true;
    this.undo.destroy();
    this.#provider.destroy();
    this.awareness.destroy();
    this.doc.off("update", this.#updated);
    this.doc.destroy();
    for (const set of [this.#changed, this.#onEvent, this.#onNotice, this.#onRights]) set.clear();
  }

  readonly #updated = (
    _update: Uint8Array,
    origin: unknown,
    _doc: Y.Doc,
    transaction: Y.Transaction,
  ): void => {
    if (origin === this.#provider) return;
    this.#ledger.edited();
    this.#entries.edited(transaction, this.#ledger.edits);
    this.#settle();
  };

  #listen(): void {
    const provider = this.#provider;
    provider.messageHandlers[MESSAGE.saved] = (_encoder, decoder) => {
      this.#ledger.saved(decoding.readVarUint(decoder));
      this.#settle();
    };
    provider.messageHandlers[MESSAGE.epoch] = (_encoder, decoder) => {
      provider.params["epoch"] = String(decoding.readVarUint(decoder));
    };
    provider.messageHandlers[MESSAGE.boardEvent] = (_encoder, decoder) => {
      const event = JSON.parse(decoding.readVarString(decoder)) as BoardEvent;
      for (const listener of this.#onEvent) listener(event);
    };
    provider.messageHandlers[MESSAGE.notice] = (_encoder, decoder) => {
      const { code } = JSON.parse(decoding.readVarString(decoder)) as { code: ErrorCode };
      if (code === "board-quarantined") {
        this.#readOnly = true;
        this.#settle();
      }
      for (const listener of this.#onNotice) listener(code);
    };
    provider.on("sync", (complete) => {
      if (complete) this.#complete = true;
      this.#settle();
    });
    provider.on("status", ({ status }) => {
      if (status === "connected") {
        this.#lost = false;
        // Said anew on every connection for as long as it holds.
        this.#readOnly = false;
      }
      if (status === "disconnected") {
        // Others drop us at once but remember our clock for 30 s: come back with a newer one or stay unseen.
        const own = this.awareness.getLocalState();
        if (own) this.awareness.setLocalState(own);
      }
      this.#settle();
    });
    provider.on("connection-close", (event) => {
      this.#lost = true;
      if (event?.code === CLOSE.rightsChanged) for (const listener of this.#onRights) listener();
      this.#settle();
    });
    provider.on("closed", ({ code, reason }) => {
      this.#refusedWith = code;
      if (code === CLOSE.epochEnded) this.#ended = ENDED_REASONS.find((it) => it === reason) ?? "epoch-ended";
      this.#settle();
    });
  }

  /** y-websocket sends every awareness change it hears back to the server; only our own is ours to send. */
  #keepEchoesIn(): void {
    const provider = this.#provider;
    const send = provider._awarenessUpdateHandler as (changes: AwarenessChanges, origin: unknown) => void;
    provider.awareness.off("update", send);
    provider._awarenessUpdateHandler = (changes: AwarenessChanges, origin: unknown) => {
      if (origin === "local") send(changes, origin);
    };
    provider.awareness.on("update", provider._awarenessUpdateHandler);
    // Until the canvas says more, we are here without a cursor.
    this.setPresence({});
  }

  /** The one place that sees what really leaves: counts update messages as the server counts them. */
  #countingSocket(Base: SocketClass): SocketClass {
    const admit = (frame: Uint8Array) => this.#admit(frame);
    const started = () => {
      this.#answered = false;
      this.#ledger.connectionStarted();
    };
    return class extends Base {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        started();
      }
      override send(data: Uint8Array<ArrayBuffer>): void {
        if (admit(data)) super.send(data);
      }
    };
  }

  #admit(frame: Uint8Array): boolean {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return true;
    const kind = decoding.readVarUint(decoder);
    if (kind !== messageYjsSyncStep2 && kind !== messageYjsUpdate) return true;
    // An edit made before we have answered the server's step 1 would overtake the offline edits it builds on;
    // the answer carries it anyhow.
    if (kind === messageYjsUpdate && !this.#answered) return false;
    this.#answered = true;
    if (isEmptyUpdate(decoding.readVarUint8Array(decoder))) this.#ledger.nothingMissing();
    else this.#ledger.sent();
    this.#settle();
    return true;
  }

  #settle(): void {
    const next = this.#judge();
    const before = this.#state;
    const same =
      next.state === before.state &&
      ("kept" in next ? next.kept : 0) === ("kept" in before ? before.kept : 0) &&
      ("code" in next ? next.code : 0) === ("code" in before ? before.code : 0);
    if (!same) this.#state = next;
    this.#entries.saved(this.#ledger.committed);
    for (const listener of this.#changed) listener();
  }

  #judge(): SaveState {
    const kept = this.#ledger.unsaved;
    if (this.#ended) return { state: "ended", reason: this.#ended, kept };
    if (this.#refusedWith !== null) return { state: "refused", code: this.#refusedWith, kept };
    if (!this.#provider.wsconnected) return this.#lost ? { state: "offline", kept } : { state: "connecting" };
    if (this.#readOnly) return { state: "readOnly", kept };
    if (kept > 0) return { state: "saving" };
    return this.#provider.synced ? { state: "saved" } : { state: "connecting" };
  }
}

type AwarenessChanges = { added: number[]; updated: number[]; removed: number[] };

const NOWHERE: OwnPresence = { cursor: null, selected: [], lens: null };

function hang<T>(set: Set<T>, listener: T): () => void {
  set.add(listener);
  return () => {
    set.delete(listener);
  };
}

/** The socket's origin for a page at `location`. */
export const socketOrigin = (at: Location): string =>
  `${at.protocol === "https:" ? "wss" : "ws"}://${at.host}`;
