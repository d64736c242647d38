/**
 * What both ends of a board's socket agree on. The wire is y-websocket's (sync 0, awareness 1, auth 2, query
 * awareness 3); ours start at 120 so that no future type of its can meet them.
 */
export const MESSAGE = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /**
   * Server to client, only with `?ack=1`: varuint n = the first n updates of this connection are committed.
   * Counted are sync step 2 and update messages in the order they are sent, except empty ones (bytes 0, 0).
   */
  saved: 120,
  /** Server to client: varstring JSON of a BoardEvent. */
  boardEvent: 121,
  /** Server to client: varstring JSON `{ code: ErrorCode }`, something the person should know. */
  notice: 122,
  /**
   * Server to client, only with `?epoch=`: varuint, the board's epoch. To be said on every later connection with
   * the same document; 0 says that there is none yet.
   */
  epoch: 123,
} as const;

/** 4400–4499 stop y-websocket's reconnecting; every other code lets it try again. */
export const CLOSE = {
  badFrame: 4400,
  signIn: 4401,
  noRight: 4403,
  noSuchBoard: 4404,
  /** This document cannot go on, why is the close frame's reason: keep what only it has, and load anew. */
  epochEnded: 4410,
  clientTooOld: 4426,
  rightsChanged: 4205,
  tryLater: 4503,
  tooLarge: 1009,
  restarting: 1012,
  tooSlow: 1013,
} as const;

/**
 * `/sync/<boardId>`; `?ack=1` asks for `saved`, `?events=1` for board events only (no document, no awareness),
 * `?epoch=n` says which life of the document the client holds (0: none yet).
 */
export const SYNC_PATH = "/sync/";

/** Of the answer of `/api/boards/<id>/document`. */
export const EPOCH_HEADER = "X-Board-Epoch";
/** Accepted by who can unpack it, and then the type of that answer. */
export const GZIP_TYPE = "application/gzip";

/** Why a document is closed for good with `epochEnded`: the close frame's reason. */
export const ENDED_REASONS = ["epoch-ended", "twin-client", "too-many-removals"] as const;
export type EndedReason = (typeof ENDED_REASONS)[number];

export type BoardEvent =
  | { type: "people" }
  | { type: "frame" }
  | { type: "round"; roundId: string; state: "open" | "closed" | "revealed" }
  | { type: "ballot"; roundId: string } // somebody's progress changed: who, never what
  | { type: "record"; version: number }
  | { type: "versions" } // one was kept by hand, or its name changed
  | { type: "restored"; epoch: number } // another state has taken the document's place
  | { type: "missed" }; // any of these may have happened on another instance without being heard

/** What one's own client says of itself; name, role and colour are put in by the server from the session. */
export interface PresenceIdentity {
  userId: string;
  name: string;
  roleId: string | null;
}
/** Shape of an awareness state as clients receive it. */
export interface PresenceState {
  user: PresenceIdentity;
  /** Page coordinates. */
  cursor: { x: number; y: number } | null;
  /** At most 20. */
  selected: string[];
  /** The option whose fits this person is looking at. */
  lens: string | null;
}
