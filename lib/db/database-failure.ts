import { DrizzleQueryError } from "drizzle-orm";
import pg from "pg";

/**
 * A statement that failed, as it may be logged: what went wrong and where, never with what. Drizzle's own error
 * carries the parameters and PostgreSQL's detail repeats the row: marks, reasons, e-mail addresses, hashes.
 */
export class DatabaseFailure extends Error {
  /** SQLSTATE, or the system's code when the server cannot be reached. */
  readonly code: string | undefined;
  /** With $1, $2 … where the values were. */
  readonly statement: string | undefined;
  readonly constraint: string | undefined;

  constructor(error: unknown) {
    const statement = isQueryError(error) ? error.query : undefined;
    const cause: unknown = isQueryError(error) ? error.cause : error;
    const code = codeOf(cause);
    super(`${reason(cause, code)}${code ? ` (${code})` : ""}${statement ? `: ${statement}` : ""}`);
    this.name = "DatabaseFailure";
    this.code = code;
    this.statement = statement;
    this.constraint = cause instanceof pg.DatabaseError ? cause.constraint : undefined;
  }
}

/** What the database threw, without the data; anything else (an `AppError` out of a transaction) as it is. */
export function withoutData(error: unknown): unknown {
  return isQueryError(error) || error instanceof pg.DatabaseError ? new DatabaseFailure(error) : error;
}

/** The database answered, and would not take what it was given (SQLSTATE 22, 23): nothing of the statement is stored. */
export const isRefusedByDatabase = (error: unknown): boolean =>
  error instanceof DatabaseFailure && /^2[23]/.test(error.code ?? "");

/** What is stored cannot be read (data_corrupted, index_corrupted), and no second try would. */
export const isDamagedInDatabase = (error: unknown): boolean =>
  error instanceof DatabaseFailure && /^XX00[12]$/.test(error.code ?? "");

const isQueryError = (error: unknown): error is DrizzleQueryError => error instanceof DrizzleQueryError;

function codeOf(cause: unknown): string | undefined {
  const code = (cause as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

/** Classes of SQLSTATE whose messages name things of the schema or the server; 22 and the rest quote values. */
const TELLING = /^(08|23|25|28|3D|40|42|53|55|57|58)/;

function reason(cause: unknown, code: string | undefined): string {
  if (cause instanceof pg.DatabaseError) return TELLING.test(code ?? "") ? cause.message : "query refused";
  // Of the connection. A TypeError or RangeError is about a value that could not be sent.
  const ofConnection = cause instanceof Error && !(cause instanceof TypeError || cause instanceof RangeError);
  return (ofConnection && cause.message) || "query failed";
}
