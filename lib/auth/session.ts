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
  const cookie = readSessionCookie(header);
  if (!cookie) return null;
  // A cookie of another secret, or one that somebody made up, is no session; it is not an error either.
  const token = await decode({ token: cookie, secret: authSecret() }).catch(() => null);
  if (typeof token?.sid !== "string") return null;
  return (await findSession(getDb(), token.sid)) ?? null;
}
