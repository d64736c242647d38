import type { ErrorCode, ErrorValues } from "@/lib/errors";
import type { BallotPatch, Mark } from "@/lib/record/ballot-rules";

/** The answers of one ballot as they stand on this screen, saved or not. */
export interface Answers {
  scores: Record<string, Mark>;
  weights: Record<string, number>;
  reasons: Record<string, string>;
}
/** The truth of saving. `untouched` = nothing was changed here since the page came. */
export type SaveState =
  | { state: "untouched" }
  | { state: "saving" }
  | { state: "saved" }
  /** Not on the server, kept in this browser; `retrying` while it tries again by itself. */
  | { state: "failed"; code: ErrorCode; values: ErrorValues | undefined; retrying: boolean };

export interface BallotSnapshot {
  answers: Answers;
  save: SaveState;
  submittedAt: string | null;
}
type Sent =
  | { ok: true; submittedAt: string | null }
  | { ok: false; code: ErrorCode; values: ErrorValues | undefined };

interface Options {
  url: string;
  /** One per voter and round, so that two people at one computer never meet. */
  storageKey: string;
  initial: Answers & { submittedAt: string | null };
  fetch?: typeof fetch;
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
}

/** Long enough to gather a slider's drag, short enough that "saved" feels instant. */
const GATHER_MS = 350;
/** Characters, of up to three bytes each. */
const MAX_KEPT_ALIVE = 20_000;
const RETRY_MS = [2_000, 4_000, 8_000, 15_000, 30_000];
/** What trying again cannot mend. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  "not-signed-in",
  "not-allowed",
  "not-found",
  "round-not-open",
  "not-yours-to-score",
  "score-out-of-scale",
  "weight-out-of-range",
  "weights-incomplete",
  "name-too-long",
  "role-missing",
  "bad-input",
  "bad-origin",
]);

const noChanges = (): BallotPatch => ({ scores: {}, weights: {}, reasons: {} });
const isEmpty = (patch: BallotPatch): boolean =>
  [patch.scores, patch.weights, patch.reasons].every((part) => Object.keys(part).length === 0);
const merge = (a: BallotPatch, b: BallotPatch): BallotPatch => ({
  scores: { ...a.scores, ...b.scores },
  weights: { ...a.weights, ...b.weights },
  reasons: { ...a.reasons, ...b.reasons },
});
const applyPart = <T>(to: Record<string, T>, changes: Record<string, T | null>): Record<string, T> => {
  const next = { ...to };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === "") delete next[key];
    else next[key] = value;
  }
  return next;
};
const apply = (answers: Answers, patch: BallotPatch): Answers => ({
  scores: applyPart(answers.scores, patch.scores),
  weights: applyPart(answers.weights, patch.weights),
  reasons: applyPart(answers.reasons, patch.reasons),
});

export type BallotStore = ReturnType<typeof createBallotStore>;

/**
 * One voter's answers between the screen and the server. Every change is shown at once, kept in the browser
 * until the server has acknowledged it, and sent in order, one request at a time.
 */
export function createBallotStore({
  url,
  storageKey,
  initial,
  fetch: send = fetch,
  storage = browserStorage(),
}: Options) {
  const { submittedAt, ...answers } = initial;
  let snapshot: BallotSnapshot = { answers, save: { state: "untouched" }, submittedAt };
  let pending = noChanges();
  let underWay: { patch: BallotPatch; done: Promise<unknown> } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const listeners = new Set<() => void>();

  const show = (change: Partial<BallotSnapshot>): void => {
    snapshot = { ...snapshot, ...change };
    for (const listener of listeners) listener();
  };
  const keep = (): void => {
    const unacknowledged = underWay ? merge(underWay.patch, pending) : pending;
    try {
      if (isEmpty(unacknowledged)) storage?.removeItem(storageKey);
      else storage?.setItem(storageKey, JSON.stringify(unacknowledged));
    } catch {
      // A browser that stores nothing (private window, full): the answers are still here while the page is open.
    }
  };
  const schedule = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  };

  async function request(method: "PATCH" | "POST", patch: BallotPatch): Promise<Sent> {
    const sent = JSON.stringify(patch);
    try {
      const response = await send(url, {
        method,
        headers: { "content-type": "application/json" },
        body: sent,
        // A page that is being left still delivers its last answers; browsers refuse more than 64 kB of that.
        keepalive: sent.length < MAX_KEPT_ALIVE,
      });
      const body = (await response.json()) as {
        submittedAt?: string | null;
        code?: ErrorCode;
        values?: ErrorValues;
      };
      if (response.ok) return { ok: true, submittedAt: body.submittedAt ?? null };
      return { ok: false, code: body.code ?? "unavailable", values: body.values };
    } catch {
      // No network, or an answer that is not ours: the same to the voter.
      return { ok: false, code: "unavailable", values: undefined };
    }
  }

  /** One request, with all that is pending. Answers whether the server took it. */
  async function deliver(method: "PATCH" | "POST"): Promise<Sent> {
    const patch = pending;
    pending = noChanges();
    show({ save: { state: "saving" } });
    const done = request(method, patch);
    underWay = { patch, done };
    const sent = await done;
    underWay = null;
    if (sent.ok) {
      failures = 0;
      keep();
      show({
        save: isEmpty(pending) ? { state: "saved" } : { state: "saving" },
        submittedAt: sent.submittedAt,
      });
    } else {
      pending = merge(patch, pending);
      keep();
      const retrying = !FINAL.has(sent.code);
      show({ save: { state: "failed", code: sent.code, values: sent.values, retrying } });
      if (retrying) schedule(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? 30_000);
    }
    return sent;
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (underWay || isEmpty(pending)) return;
    const sent = await deliver("PATCH");
    if (sent.ok && !isEmpty(pending)) schedule(GATHER_MS);
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: (): BallotSnapshot => snapshot,

    change(patch: Partial<BallotPatch>): void {
      const whole = { ...noChanges(), ...patch };
      pending = merge(pending, whole);
      keep();
      show({ answers: apply(snapshot.answers, whole), save: { state: "saving" } });
      schedule(GATHER_MS);
    },

    flush,

    /** Send the ballot. Resolves to null when it counts, else to why it does not. */
    async submit(): Promise<{ code: ErrorCode; values: ErrorValues | undefined } | null> {
      clearTimeout(timer);
      while (underWay) await underWay.done;
      const sent = await deliver("POST");
      return sent.ok ? null : { code: sent.code, values: sent.values };
    },

    /** What an earlier visit could not deliver; call once, in the browser. Answers whether there was any. */
    resume(): boolean {
      let kept: BallotPatch | null = null;
      try {
        const text = storage?.getItem(storageKey);
        kept = text
          ? ({ ...noChanges(), ...(JSON.parse(text) as Partial<BallotPatch>) } satisfies BallotPatch)
          : null;
      } catch {
        // Unreadable, so nothing that could be sent.
      }
      if (!kept || isEmpty(kept)) return false;
      pending = merge(kept, pending);
      show({ answers: apply(snapshot.answers, pending), save: { state: "saving" } });
      schedule(0);
      return true;
    },

    /** The server's ballot as another visit of the page brought it: taken over where nothing here waits. */
    refresh(saved: Answers & { submittedAt: string | null }): void {
      if (underWay || !isEmpty(pending)) return;
      const { submittedAt: sent, ...rest } = saved;
      show({ answers: rest, submittedAt: sent });
    },

    /** Give up what the server will not take; the page then shows what it has. */
    discard(): void {
      clearTimeout(timer);
      pending = noChanges();
      failures = 0;
      keep();
      show({ save: { state: "untouched" } });
    },

    stop(): void {
      if (snapshot.save.state !== "failed" || snapshot.save.retrying) void flush();
      clearTimeout(timer);
    },
  };
}

function browserStorage(): Storage | null {
  try {
    return typeof window === "undefined" ? null : window.localStorage;
  } catch {
    return null;
  }
}
