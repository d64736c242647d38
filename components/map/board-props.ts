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

/** Where the board stands on its way from the map to the record; decides which step the page offers next. */
export type BoardStep =
  | { at: "map" }
  | { at: "locked"; frame: number }
  | { at: "open" | "closed" | "revealed"; round: number }
  | { at: "sealed"; version: number };
