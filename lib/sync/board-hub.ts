import type * as Y from "yjs";
import type { Board } from "../board/types";
import type { BoardEvent } from "./protocol";
import type { BoardHealth, BoardVersion, VersionReason } from "./versions";

/** Why a kept state cannot be had. */
export type NoVersion = { ok: false; reason: "no-such-version" | "version-damaged" };

/** What a new epoch began with, or why none did. */
export type NewEpoch =
  | { ok: true; epoch: number }
  | { ok: false; reason: "no-such-version" | "version-damaged" | "not-quarantined" };

/**
 * The door from pages and server actions to the live rooms of this process. The server hangs its rooms here
 * at start; Next bundles its own copy of every module, so the meeting point is `globalThis`.
 */
export interface BoardHub {
  /** For the administrator's status page: are there other instances, and are all of them heard? */
  instances(): "alone" | "heard" | "cut-off";
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
  /** The encoded document as it is now (a Yjs update), for clients that load it over HTTP. Throws `unavailable`. */
  documentSnapshot(boardId: string): Promise<{ epoch: number; state: Uint8Array }>;
  /** Whether all of the board's log is whole. The caller has checked `board:read`. */
  boardHealth(boardId: string): Promise<BoardHealth>;
  /** States to come back to, newest first. The caller has checked `board:read`. */
  versions(boardId: string): Promise<BoardVersion[]>;
  /** What the board held in a version. The caller has checked `board:read`. */
  readVersion(boardId: string, versionId: string): Promise<{ ok: true; board: Board } | NoVersion>;
  /**
   * Keep the present state because of a moment that has passed. Never rejects: what it was kept for has happened
   * all the same, and the log says when it could not be kept.
   */
  keepVersion(boardId: string, reason: Exclude<VersionReason, "by-hand">, userId: string): Promise<void>;
  /** Keep the present state by hand. The caller has checked `board:name-version`. */
  keepNamedVersion(boardId: string, name: string, userId: string): Promise<string>;
  /** A named version stays; null takes the name away. The caller has checked `board:name-version`. */
  nameVersion(boardId: string, versionId: string, name: string | null): Promise<boolean>;
  /**
   * Put an earlier state in the document's place: everybody's sockets are cut with 4410. The caller has checked
   * `board:restore`.
   */
  restoreVersion(boardId: string, versionId: string, userId: string): Promise<NewEpoch>;
  /** Go on from what is whole of a damaged log. The caller has checked `board:accept-quarantine`. */
  acceptQuarantine(boardId: string, userId: string): Promise<NewEpoch>;
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
