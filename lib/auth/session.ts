// Pages and the sync server both ask here, so nothing of next-auth but its token format may be imported:
// the providers are CommonJS and break in the server's native modules.
import { decode } from "next-auth/jwt";
import { getDb } from "../db/client";
import { findSession } from "../db/queries/sessions";
import { authSecret, readSessionCookie } from "./session-cookie";
import type { SignedInUser } from "./signed-in-user";

/** The person behind a request's `Cookie` header, or null. The row is asked each time: deleting it ends the session. */
export async function sessionFromCookieHeader(
  header: string | null | undefined,
): Promise<SignedInUser | null> {
  const id = await sessionIdFromCookieHeader(header);
  return id === null ? null : ((await findSession(getDb(), id)) ?? null);
}

/** The session that a cookie of ours names, whether or not it has ended; null without one. */
export async function sessionIdFromCookieHeader(header: string | null | undefined): Promise<string | null> {
  const cookie = readSessionCookie(header);
  if (!cookie) return null;
  // A cookie of another secret, or one that somebody made up, is no session; it is not an error either.
  const token = await decode({ token: cookie, secret: authSecret() }).catch(() => null);
  return typeof token?.sid === "string" ? token.sid : null;
}
