import { hash, verify } from "@node-rs/argon2";
import { AppError } from "../errors";

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** argon2id at OWASP's first recommendation: 19 MiB, two passes, one lane (about 30 ms here). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The same password typed on two keyboards must be the same bytes.
const normal = (password: string): string => password.normalize("NFKC");

/** A new password, fit to be stored. Throws `weak-password`. */
export function requirePassword(value: unknown): string {
  const password = typeof value === "string" ? value : "";
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) throw new AppError("weak-password");
  return password;
}

export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), COST);
}

let dummy: Promise<string> | undefined;

/** Takes the same time when there is no such account: nobody learns which addresses have one. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  dummy ??= hashPassword("nobody's password");
  const tried = password.length > PASSWORD_MAX ? "" : normal(password);
  const matches = await verify(stored ?? (await dummy), tried);
  return matches && typeof stored === "string";
}
