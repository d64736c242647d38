// Accept or refuse a socket: path, origin, session, right.
import type { IncomingMessage } from "node:http";
import { can } from "../lib/access/can";
import type { SignedInUser } from "../lib/auth/signed-in-user";
import type { Db } from "../lib/db/client";
import { findSeat } from "../lib/db/queries/sessions";
import type { ErrorCode } from "../lib/errors";
import type { Standing, Wishes } from "./sync/connection";

export interface SyncRequest {
  boardId: string;
  wishes: Wishes;
}

type Parsed = { ok: true; request: SyncRequest } | { ok: false; status: "400 Bad Request" | "403 Forbidden" };

export type Judgement =
  | { ok: true; user: SignedInUser; standing: Standing }
  | { ok: false; error: Extract<ErrorCode, "not-signed-in" | "not-found"> };

/** Nothing is decoded: a board id needs no escapes, and an absolute address is somebody's proxy trick. */
const PATH = /^\/sync\/([A-Za-z0-9_-]{1,64})(?:\?([^#]*))?$/;

/** What a browser cannot send by mistake is refused in plain HTTP, before any question to the database. */
export function parseSyncRequest(request: IncomingMessage, allowedOrigins: readonly string[]): Parsed {
  const match = PATH.exec(request.url ?? "");
  if (!match?.[1]) return { ok: false, status: "400 Bad Request" };
  // Cookies go along with any site's sockets: only the origin tells ours. Browsers always send it, so a
  // request without one is no page of ours either.
  const { origin } = request.headers;
  if (origin === undefined || !allowedOrigins.includes(origin)) return { ok: false, status: "403 Forbidden" };
  const query = new URLSearchParams(match[2] ?? "");
  return {
    ok: true,
    request: {
      boardId: match[1],
      wishes: {
        ack: query.get("ack") === "1",
        events: query.get("events") === "1",
        epoch: parseEpoch(query.get("epoch")),
      },
    },
  };
}

/** What is no number is no epoch of ours: -1 is nobody's. */
const parseEpoch = (said: string | null): number | null =>
  said === null ? null : /^\d{1,9}$/.test(said) ? Number(said) : -1;

/**
 * Whose session it is, and may they read the board? The same answer for no such board and for somebody else's.
 * `sessionId` is null for somebody without one.
 */
export async function judgeSession(db: Db, sessionId: string | null, boardId: string): Promise<Judgement> {
  const seat = sessionId === null ? undefined : await findSeat(db, sessionId, boardId);
  if (!seat) return { ok: false, error: "not-signed-in" };
  const { user, standing } = seat;
  if (!standing || !can(user, "board:read", { kind: "board", access: standing.access })) {
    return { ok: false, error: "not-found" };
  }
  return { ok: true, user, standing };
}
