import { RateLimiterMemory } from "rate-limiter-flexible";
import { AppError } from "../errors";

interface Limiters {
  /** Wrong passwords for one address, from wherever they come. */
  email: RateLimiterMemory;
  /** Wrong passwords from one place, for whatever address. A whole workshop may sit behind one place. */
  place: RateLimiterMemory;
  /** New accounts and guests from one place. */
  arrivals: RateLimiterMemory;
}

// Next bundles its own copies of a module; the counts must be one.
const KEY = Symbol.for("plateau.rate-limits");
const shared = globalThis as { [KEY]?: Limiters };

function limiters(): Limiters {
  shared[KEY] ??= {
    email: new RateLimiterMemory({ points: 10, duration: 15 * 60 }),
    place: new RateLimiterMemory({ points: 60, duration: 15 * 60 }),
    arrivals: new RateLimiterMemory({ points: 150, duration: 15 * 60 }),
  };
  return shared[KEY];
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    // Bundled, the library's own class for this is not the one that it throws: what is no error is the refusal.
    if (refused instanceof Error) throw refused;
    const { msBeforeNext } = refused as { msBeforeNext: number };
    throw new AppError("too-many-attempts", { seconds: Math.ceil(msBeforeNext / 1000) });
  }
}

/** Counted before the password is looked at, so that a hundred attempts at once are a hundred attempts. */
export async function countSignInAttempt(email: string, place: string): Promise<void> {
  await spend(limiters().place, place);
  await spend(limiters().email, email);
}

/** It was the right password: this one was no attack. */
export async function forgetSignInAttempts(email: string, place: string): Promise<void> {
  await limiters().email.delete(email);
  await limiters().place.reward(place);
}

export async function countArrival(place: string): Promise<void> {
  await spend(limiters().arrivals, place);
}

/**
 * Where a request comes from: the address noted last, by the nearest proxy or, without one, by our server, which
 * lets nobody else say it (`server/forwarded-for.ts`). What stands before it is hearsay.
 */
export function placeOf(forwardedFor: string | null | undefined): string {
  return forwardedFor?.split(",").at(-1)?.trim() || "unknown";
}
