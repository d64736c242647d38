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
} as const;

/** 4400–4499 stop y-websocket's reconnecting; every other code lets it try again. */
export const CLOSE = {
  badFrame: 4400,
  signIn: 4401,
  noRight: 4403,
  noSuchBoard: 4404,
  clientTooOld: 4426,
  rightsChanged: 4205,
  tryLater: 4503,
  tooLarge: 1009,
  restarting: 1012,
  tooSlow: 1013,
} as const;

/** `/sync/<boardId>`; `?ack=1` asks for `saved`, `?events=1` for board events only (no document, no awareness). */
export const SYNC_PATH = "/sync/";

export type BoardEvent =
  | { type: "people" }
  | { type: "frame" }
  | { type: "round"; roundId: string; state: "open" | "closed" | "revealed" }
  | { type: "ballot"; roundId: string } // somebody's progress changed: who, never what
  | { type: "record"; version: number };

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
