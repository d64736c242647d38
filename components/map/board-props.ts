import type { Access } from "@/lib/access/can";

/** What the pages of a board tell its client side about roles, the person in front of it and the vote. */
export interface RoleView {
  id: string;
  name: string;
  tone: number;
}

export interface Me {
  userId: string;
  name: string;
  roleId: string | null;
  access: Access;
  /** May change the map, as the server will judge it. */
  canEdit: boolean;
}

/** The round that is under way. */
export interface CurrentRound {
  id: string;
  number: number;
  state: "open" | "closed";
}
