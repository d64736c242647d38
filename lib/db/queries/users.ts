import { asc, eq } from "drizzle-orm";
import { type Actor, can } from "../../access/can";
import { AppError } from "../../errors";
import type { Queryable } from "../client";
import { users } from "../schema";
import { assertWritable } from "../writable";

export interface NewAccount {
  name: string;
  /** Lower case. */
  email: string;
  passwordHash: string;
  locale: "fr" | "en";
}

/** What a sign-in is checked against. */
export async function findSignIn(
  db: Queryable,
  email: string,
): Promise<{ id: string; passwordHash: string | null } | undefined> {
  const [row] = await db
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  return row;
}

/** Only through a door that was checked before: open sign-up, an invitation. Throws `email-taken`. */
export async function insertAccount(db: Queryable, account: NewAccount): Promise<string> {
  assertWritable();
  const [row] = await db.insert(users).values(account).onConflictDoNothing().returning({ id: users.id });
  if (!row) throw new AppError("email-taken");
  return row.id;
}

export async function insertGuest(db: Queryable, name: string, locale: "fr" | "en"): Promise<string> {
  assertWritable();
  const [row] = await db.insert(users).values({ name, locale, isGuest: true }).returning({ id: users.id });
  if (!row) throw new Error("the guest was not stored");
  return row.id;
}

export interface Profile {
  name: string;
  email: string | null;
  locale: "fr" | "en";
}

export async function getProfile(db: Queryable, actor: Actor): Promise<Profile> {
  const [row] = await db
    .select({ name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!row) throw new AppError("not-signed-in");
  return row;
}

/** One's own name and language; nobody else's. */
export async function updateProfile(
  db: Queryable,
  actor: Actor,
  profile: { name: string; locale: "fr" | "en" },
): Promise<void> {
  assertWritable();
  await db.update(users).set(profile).where(eq(users.id, actor.userId));
}

export interface ListedUser {
  id: string;
  name: string;
  email: string | null;
  isGuest: boolean;
  isAdmin: boolean;
  createdAt: Date;
}

/** Everybody on this instance, for its administrator. */
export async function listUsers(db: Queryable, actor: Actor): Promise<ListedUser[]> {
  if (!can(actor, "instance:administer", { kind: "instance" })) throw new AppError("not-found");
  return db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      isGuest: users.isGuest,
      isAdmin: users.isAdmin,
      createdAt: users.createdAt,
    })
    .from(users)
    .orderBy(asc(users.createdAt), asc(users.id));
}
