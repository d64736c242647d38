import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { getDb } from "../db/client";
import { endSession, startSession } from "../db/queries/sessions";
import { findSignIn } from "../db/queries/users";
import { AppError, isAppError } from "../errors";
import { getBoardHub } from "../sync/board-hub";
import { passwordMatches } from "./password";
import { countSignInAttempt, forgetSignInAttempts, placeOf } from "./rate-limit";
import { SESSION_SECONDS, authSecret, secureCookies } from "./session-cookie";

async function signIn(email: string, password: string, place: string): Promise<{ id: string }> {
  await countSignInAttempt(email, place);
  const account = await findSignIn(getDb(), email);
  if (!(await passwordMatches(account?.passwordHash, password)) || !account) {
    throw new AppError("wrong-credentials");
  }
  await forgetSignInAttempts(email, place);
  return { id: account.id };
}

const password = Credentials({
  id: "password",
  name: "password",
  credentials: { email: {}, password: {} },
  async authorize(typed, request) {
    const forwarded: unknown = request.headers?.["x-forwarded-for"];
    try {
      return await signIn(
        String(typed?.email ?? "")
          .trim()
          .toLowerCase()
          .slice(0, 320),
        String(typed?.password ?? ""),
        placeOf(typeof forwarded === "string" ? forwarded : null),
      );
    } catch (error) {
      // next-auth hands the message of what is thrown here to the form, and nothing else.
      if (isAppError(error)) throw new Error([error.code, error.values?.seconds].filter(Boolean).join(":"));
      throw error;
    }
  },
});

/** Built per request: the secret and the address are known when the server has started, not when this is loaded. */
export function authOptions(): NextAuthOptions {
  return {
    secret: authSecret(),
    useSecureCookies: secureCookies(),
    providers: [password],
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/signin", signOut: "/", error: "/signin", verifyRequest: "/signin" },
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return token;
        return { sub: user.id, sid: await startSession(getDb(), user.id) };
      },
      // Who is signed in is asked of `currentUser`; next-auth's own session says nothing.
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut({ token }) {
        if (typeof token.sid !== "string") return;
        await endSession(getDb(), token.sid);
        getBoardHub().sessionEnded(token.sid);
      },
    },
    logger: {
      error(code, detail) {
        // A cookie of another time or secret is no fault of ours and not worth a line for every request.
        if (code !== "JWT_SESSION_ERROR") console.error("next-auth", code, detail);
      },
      warn() {},
      debug() {},
    },
  };
}
