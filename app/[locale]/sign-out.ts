"use server";

import { signOutHere } from "@/lib/auth/sign-in";
import { currentUser } from "@/lib/auth/user";

export async function signOut(): Promise<void> {
  const user = await currentUser();
  if (user) await signOutHere(user.sessionId);
}
