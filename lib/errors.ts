/** A failure we can explain. One table sends each code out; nothing else knows HTTP status or close codes. */
const TABLE = {
  "bad-input": { status: 400, close: 4400 },
  "not-signed-in": { status: 401, close: 4401 },
  "wrong-credentials": { status: 401, close: 4401 },
  "not-allowed": { status: 403, close: 4403 },
  "not-found": { status: 404, close: 4404 },
  "bad-origin": { status: 403, close: 4403 },
  "email-taken": { status: 409, close: 4400 },
  "signup-closed": { status: 403, close: 4403 },
  "weak-password": { status: 400, close: 4400 },
  "too-many-attempts": { status: 429, close: 4503 },
  "invitation-invalid": { status: 404, close: 4404 },
  "invitation-expired": { status: 410, close: 4404 },
  "invitation-used-up": { status: 410, close: 4404 },
  "invitation-revoked": { status: 410, close: 4404 },
  "removed-from-board": { status: 403, close: 4403 },
  "email-invalid": { status: 400, close: 4400 },
  "guests-take-part": { status: 403, close: 4403 },
  "not-a-member": { status: 404, close: 4404 },
  "setup-done": { status: 410, close: 4404 },
  "name-too-long": { status: 400, close: 4400 },
  "name-missing": { status: 400, close: 4400 },
  "role-missing": { status: 400, close: 4400 },
  "template-not-json": { status: 400, close: 4400 },
  "template-file-too-large": { status: 400, close: 4400 },
  "template-too-large": { status: 400, close: 4400 },
  "template-text-too-long": { status: 400, close: 4400 },
  "template-bad-field": { status: 400, close: 4400 },
  "template-duplicate-id": { status: 400, close: 4400 },
  "template-bad-reference": { status: 400, close: 4400 },
  "frame-incomplete": { status: 409, close: 4400 },
  "frame-not-locked": { status: 409, close: 4400 },
  "deadline-past": { status: 400, close: 4400 },
  "round-open-already": { status: 409, close: 4400 },
  "round-not-open": { status: 409, close: 4400 },
  "round-not-closed": { status: 409, close: 4400 },
  "round-not-revealed": { status: 409, close: 4400 },
  "score-out-of-scale": { status: 400, close: 4400 },
  "weight-out-of-range": { status: 400, close: 4400 },
  "weights-incomplete": { status: 409, close: 4400 },
  "ballot-empty": { status: 409, close: 4400 },
  "not-yours-to-score": { status: 403, close: 4403 },
  "last-facilitator": { status: 409, close: 4400 },
  "outcome-missing": { status: 400, close: 4400 },
  "record-sealed-meanwhile": { status: 409, close: 4400 },
  "no-such-record": { status: 404, close: 4404 },
  "board-quarantined": { status: 409, close: 4503 },
  "epoch-ended": { status: 409, close: 4410 },
  "no-such-version": { status: 404, close: 4404 },
  "version-damaged": { status: 409, close: 4400 },
  "not-quarantined": { status: 409, close: 4400 },
  "malformed-frame": { status: 400, close: 4400 },
  "foreign-client": { status: 409, close: 4400 },
  "twin-client": { status: 409, close: 4410 },
  "too-many-removals": { status: 429, close: 4410 },
  "disk-nearly-full": { status: 507, close: 4503 },
  unavailable: { status: 503, close: 4503 },
} as const satisfies Record<string, { status: number; close: number }>;

export type ErrorCode = keyof typeof TABLE;
export type ErrorValues = Record<string, string | number>;

/** What a server action or a route answers when it refuses: the code names `errors.<code>` in `messages/`. */
export type Refusal = { ok: false; error: { code: ErrorCode; values?: ErrorValues } };

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly values: ErrorValues | undefined;
  constructor(code: ErrorCode, values?: ErrorValues, options?: ErrorOptions) {
    super(code, options);
    this.name = "AppError";
    this.code = code;
    this.values = values;
  }
}

export function isAppError(error: unknown): error is AppError {
  // By name: the server bundle and Next each carry their own copy of this class.
  return error instanceof Error && error.name === "AppError" && "code" in error;
}

export const httpStatus = (code: ErrorCode): number => TABLE[code].status;
export const closeCode = (code: ErrorCode): number => TABLE[code].close;

export function refusal(error: AppError): Refusal {
  return { ok: false, error: { code: error.code, ...(error.values ? { values: error.values } : {}) } };
}

/** Run a use case; an explainable failure becomes a value, anything else is a bug and goes on up. */
export async function answer<T extends object>(run: () => Promise<T>): Promise<({ ok: true } & T) | Refusal> {
  try {
    return { ok: true, ...(await run()) };
  } catch (error) {
    if (isAppError(error)) return refusal(error);
    throw error;
  }
}
