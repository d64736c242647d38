import type { Access } from "@/lib/access/can";
import type { Refusal } from "@/lib/errors";

export interface PeopleRole {
  id: string;
  name: string;
  tone: number;
}

export interface PersonItem {
  userId: string;
  name: string;
  isGuest: boolean;
  isMe: boolean;
  roleId: string | null;
  access: Access;
  joined: string;
}

export interface LinkItem {
  id: string;
  /** Null = the joiner chooses. */
  roleId: string | null;
  /** Null: a link to make an account, for no board. */
  access: Access | null;
  url: string;
  qr: { size: number; path: string };
  uses: number;
  maxUses: number | null;
  /** ISO instant. */
  expires: string;
  state: "open" | "expired" | "used-up" | "revoked";
}

export type Done = Promise<{ ok: true } | Refusal>;

export interface MemberActions {
  change: (userId: string, to: { roleId: string | null; access: Access }) => Done;
  remove: (userId: string, also: { revokeLinks: boolean }) => Done;
}

export interface LinkActions {
  create: (form: FormData) => Promise<{ ok: true; id: string } | Refusal>;
  revoke: (id: string) => Done;
}
