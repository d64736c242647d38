import { headers } from "next/headers";
import { cache } from "react";
import { AppError } from "../errors";
import { sessionFromCookieHeader } from "./session";
import type { SignedInUser } from "./signed-in-user";

export type { SignedInUser } from "./signed-in-user";

/** The person behind the current request, or null. Asked once per request, however many parts of a page ask. */
export const currentUser = cache(
  async (): Promise<SignedInUser | null> => sessionFromCookieHeader((await headers()).get("cookie")),
);

/** As `currentUser`, for server actions and route handlers: throws `not-signed-in`. */
export async function requireUser(): Promise<SignedInUser> {
  const user = await currentUser();
  if (!user) throw new AppError("not-signed-in");
  return user;
}
