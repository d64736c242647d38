import type { Actor } from "../access/can";

/** What the rest of the product knows of who is signed in. */
export interface SignedInUser extends Actor {
  name: string;
  /** Null for guests. */
  email: string | null;
  sessionId: string;
}

/** The person behind the current request, or null. */
export async function currentUser(): Promise<SignedInUser | null> {
  throw new Error("to be written with next-auth");
}

/** As `currentUser`, for server actions and route handlers: throws `not-signed-in`. */
export async function requireUser(): Promise<SignedInUser> {
  throw new Error("to be written with next-auth");
}
