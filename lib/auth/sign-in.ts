import { cookies, headers } from "next/headers";
import { getDb } from "../db/client";
import { endSession, startSession } from "../db/queries/sessions";
import { getBoardHub } from "../sync/board-hub";
import { placeOf } from "./rate-limit";
import { SESSION_SECONDS, encodeSession, secureCookies, sessionCookieName } from "./session-cookie";

const cookieAttributes = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: secureCookies() }) as const;

/** Signs somebody in who did not come by password: a new account, a guest. For server actions. */
export async function signInAs(userId: string): Promise<void> {
  const sessionId = await startSession(getDb(), userId);
  (await cookies()).set(sessionCookieName(), await encodeSession(sessionId, userId), {
    ...cookieAttributes(),
    maxAge: SESSION_SECONDS,
  });
}

/** Ends this session: the row, its sockets, and the cookie. For server actions. */
export async function signOutHere(sessionId: string): Promise<void> {
  await endSession(getDb(), sessionId);
  getBoardHub().sessionEnded(sessionId);
  const jar = await cookies();
  for (const { name } of jar.getAll()) {
    // Browsers refuse to forget a `__Secure-` cookie unless told so with the same attributes.
    if (name.startsWith(sessionCookieName())) jar.set(name, "", { ...cookieAttributes(), maxAge: 0 });
  }
}

/** Where the current request comes from, for rate limits. */
export async function requestPlace(): Promise<string> {
  return placeOf((await headers()).get("x-forwarded-for"));
}
