import { eq } from "drizzle-orm";
import { type Actor, can } from "../../access/can";
import { AppError } from "../../errors";
import type { Queryable } from "../client";
import { instanceSettings } from "../schema";
import { audit } from "./audit";
import { type NewAccount, insertAccount } from "./users";

const OPEN_SIGNUP = "open-signup";

/** Whether anybody may make an account. Closed until the administrator opens it. */
export async function isSignupOpen(db: Queryable): Promise<boolean> {
  const [row] = await db
    .select({ value: instanceSettings.value })
    .from(instanceSettings)
    .where(eq(instanceSettings.key, OPEN_SIGNUP));
  return row?.value === true;
}

export async function setSignupOpen(db: Queryable, actor: Actor, open: boolean): Promise<void> {
  if (!can(actor, "instance:administer", { kind: "instance" })) throw new AppError("not-found");
  await db
    .insert(instanceSettings)
    .values({ key: OPEN_SIGNUP, value: open })
    .onConflictDoUpdate({ target: instanceSettings.key, set: { value: open } });
  await audit(db, {
    boardId: null,
    actorId: actor.userId,
    action: open ? "instance.signup-opened" : "instance.signup-closed",
  });
}

/** An account without an invitation, where the administrator allows it. Throws `signup-closed`, `email-taken`. */
export async function signUpOpenly(db: Queryable, account: NewAccount): Promise<string> {
  if (!(await isSignupOpen(db))) throw new AppError("signup-closed");
  return insertAccount(db, account);
}
