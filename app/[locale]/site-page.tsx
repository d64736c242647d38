import type { ReactNode } from "react";
import { SiteHeader } from "@/components/shell/site-header";
import { type SignedInUser, currentUser } from "@/lib/auth/user";
import { signOut } from "./sign-out";

interface Props {
  user?: SignedInUser | null;
  front?: boolean;
  signIn?: boolean;
  children: ReactNode;
}

/** A page that is not a board: the top bar with whoever is signed in, and the content. */
export async function SitePage({ user, children, ...header }: Props) {
  const asked = user === undefined ? await currentUser() : user;
  const shown = asked && {
    name: asked.name,
    email: asked.email,
    isAdmin: asked.isAdmin,
    isGuest: asked.isGuest,
  };
  return (
    <>
      <SiteHeader user={shown} signOut={signOut} {...header} />
      {children}
    </>
  );
}
