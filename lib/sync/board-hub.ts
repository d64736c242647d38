import type * as Y from "yjs";
import type { Board } from "../board/types";
import type { BoardEvent } from "./protocol";

/**
 * The door from pages and server actions to the live rooms of this process. The server hangs its rooms here
 * at start; Next bundles its own copy of every module, so the meeting point is `globalThis`.
 */
export interface BoardHub {
  /** The board as it is now, everything accepted so far included and committed. Throws `unavailable`. */
  readBoard(boardId: string): Promise<Board>;
  /**
   * Change the live board on behalf of a member whom the caller has authorised: `edit` runs in one transaction
   * on the room's document, and what it changed is logged, committed and relayed like an update that came in
   * over a socket. Resolves once committed; an `edit` that changes nothing resolves at once. Rejects with what
   * `edit` throws, or with `unavailable`, and then nothing of it stays.
   */
  editBoard(boardId: string, userId: string, edit: (doc: Y.Doc) => void): Promise<void>;
  /** Tell everybody on the board that something outside the document changed. */
  publish(boardId: string, event: BoardEvent): void;
  /** Membership or access of a user changed: cut or downgrade their sockets now. */
  accessChanged(boardId: string, userId: string): void;
  /** A session ended: cut its sockets. */
  sessionEnded(sessionId: string): void;
}

const KEY = Symbol.for("plateau.board-hub");
const shared = globalThis as { [KEY]?: BoardHub };

export function setBoardHub(hub: BoardHub): void {
  shared[KEY] = hub;
}

export function getBoardHub(): BoardHub {
  const hub = shared[KEY];
  if (!hub) throw new Error("the sync server has not started in this process");
  return hub;
}
