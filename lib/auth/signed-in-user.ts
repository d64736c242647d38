import type { Actor } from "../access/can";

/** What the rest of the product knows of who is signed in. */
export interface SignedInUser extends Actor {
  name: string;
  /** Null for guests. */
  email: string | null;
  sessionId: string;
}
