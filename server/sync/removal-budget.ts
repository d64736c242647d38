import { TokenBucket } from "./token-bucket";

/**
 * Entries that one person may remove from one board at once, over all their lines. A card is some 8 entries
 * (itself, four properties, its shape and where it is), its fits with five options and its arrows another 15:
 * all of a board of 1,000 cards is about 25,000. Deleting all, undoing that and redoing it fit; so does a
 * second thought some minutes later.
 */
const AT_ONCE = 60_000;
/** The whole again in 20 minutes. */
const PER_SECOND = 50;
/** A phase with its cards and their fits: above this, people want the board back as it was. */
const MANY = 100;
/** Several strokes of one clean-up share a version. */
const VERSION_EVERY_MS = 60_000;
/** Removals further apart than this are no clean-up. */
const PAUSE_MS = 10 * 60_000;

interface RemovalBudgetOptions {
  now: () => number;
  /** Stores the board as it is, to be restored by a person. */
  keepVersion: (userId: string) => Promise<void>;
}

type Leave = "go" | "too-many" | { after: Promise<void> };

/** One board's: whoever removes very much is slowed down, and it can be brought back. */
export class RemovalBudget {
  readonly #options: RemovalBudgetOptions;
  readonly #buckets = new Map<string, TokenBucket>();
  #removed = 0;
  #lastRemoval = Number.NEGATIVE_INFINITY;
  #lastVersion = Number.NEGATIVE_INFINITY;
  #keeping: Promise<void> | null = null;

  constructor(options: RemovalBudgetOptions) {
    this.#options = options;
  }

  /** May `userId` remove that many entries? `after`: ask again once a version is stored. */
  ask(userId: string, count: number): Leave {
    if (count === 0) return "go";
    const now = this.#options.now();
    if (now - this.#lastRemoval > PAUSE_MS) this.#removed = 0;
    const isMany = this.#removed + count >= MANY && now - this.#lastVersion > VERSION_EVERY_MS;
    if (isMany) return { after: this.#keep(userId) };
    if (!this.#bucketOf(userId).take(count)) return "too-many";
    this.#removed += count;
    this.#lastRemoval = now;
    return "go";
  }

  /** One version for all who wait. */
  #keep(userId: string): Promise<void> {
    this.#keeping ??= this.#options
      .keepVersion(userId)
      .then(() => {
        this.#removed = 0;
        this.#lastVersion = this.#options.now();
      })
      .finally(() => {
        this.#keeping = null;
      });
    return this.#keeping;
  }

  #bucketOf(userId: string): TokenBucket {
    const known = this.#buckets.get(userId);
    if (known) return known;
    const bucket = new TokenBucket(PER_SECOND, AT_ONCE, this.#options.now);
    this.#buckets.set(userId, bucket);
    return bucket;
  }
}
