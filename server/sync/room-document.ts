import * as Y from "yjs";
import { documentOf } from "../persistence/replay";
import { SYNC, syncFrame } from "./frames";

/** A room's Yjs document, and what is encoded of it until it changes. */
export class RoomDocument {
  readonly doc: Y.Doc;
  #state: Uint8Array | null = null;
  #wholeFrame: Uint8Array | null = null;
  /** Since it was loaded, or since somebody last asked. */
  #wasChanged = false;

  /** `state`: the whole document as one update, when that is at hand already. */
  constructor(doc: Y.Doc, state: Uint8Array | null) {
    this.doc = doc;
    this.#state = state;
    // Not on "update": with a listener there Yjs encodes every change once more.
    doc.on("afterTransaction", () => {
      this.#state = null;
      this.#wholeFrame = null;
      this.#wasChanged = true;
    });
  }

  /** The whole document as one update. */
  get state(): Uint8Array {
    this.#state ??= Y.encodeStateAsUpdate(this.doc);
    return this.#state;
  }

  /** What somebody with this state vector lacks, as a frame; one frame for all who lack everything. */
  answerTo(stateVector: Uint8Array): Uint8Array {
    if (stateVector.length !== 1 || stateVector[0] !== 0) {
      return syncFrame(SYNC.step2, Y.encodeStateAsUpdate(this.doc, stateVector));
    }
    this.#wholeFrame ??= syncFrame(SYNC.step2, this.state);
    return this.#wholeFrame;
  }

  /** Throws when it is no update, or is not all applied: the document is not to be trusted any more then. */
  apply(update: Uint8Array, origin: unknown): void {
    Y.applyUpdate(this.doc, update, origin);
    const { pendingStructs, pendingDs } = this.doc.store;
    if (pendingStructs || pendingDs) throw new Error("an update was applied in part");
  }

  /**
   * The updates that `edit` makes, not applied yet. On a copy: a Yjs transaction that throws half-way keeps the
   * first half.
   */
  rehearse(edit: (doc: Y.Doc) => void): Uint8Array[] {
    const copy = documentOf(this.state);
    const updates: Uint8Array[] = [];
    copy.on("update", (update: Uint8Array) => updates.push(update));
    try {
      copy.transact(() => edit(copy));
    } finally {
      copy.destroy();
    }
    return updates;
  }

  /** Whether anything was changed since this was last asked. */
  takeChange(): boolean {
    const wasChanged = this.#wasChanged;
    this.#wasChanged = false;
    return wasChanged;
  }
}
