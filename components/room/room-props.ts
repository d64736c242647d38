import type { Refusal } from "@/lib/errors";

/** What the room is drawn from: plain data, dates as ISO instants. No answer of anybody is in it. */
export interface RoomSeat {
  userId: string;
  name: string;
  state: "submitted" | "in-progress" | "not-started";
  answered: number;
  asked: number;
}
export interface RoomRole {
  roleId: string;
  name: string;
  tone: number;
  quorum: number;
  submitted: number;
  seats: RoomSeat[];
  expected: boolean;
  met: boolean;
}
export interface RoomProgress {
  roles: RoomRole[];
  submitted: number;
  seats: number;
  withoutRole: string[];
}
export interface RoomRound {
  id: string;
  number: number;
  asksScores: boolean;
  asksWeights: boolean;
  state: "open" | "closed" | "revealed";
  openedAt: string;
  closesAt: string | null;
  closedAt: string | null;
  revealedAt: string | null;
  /** The server's clock when this was read. */
  now: string;
  frame: { number: number; hash: string };
}
/** The frame that the next round would be held on. */
export interface RoomFrame {
  number: number;
  hash: string;
  /** The board's draft asks something else by now. */
  draftDiffers: boolean;
  /** The draft could be locked as it is. */
  draftReady: boolean;
}

export interface RoundOrderInput {
  scores: boolean;
  weights: boolean;
  deadline: { minutes: number } | { at: string } | null;
}
type Answer = Promise<{ ok: true } | Refusal>;
export interface RoomActions {
  open: (order: RoundOrderInput) => Answer;
  close: (roundId: string) => Answer;
  reveal: (roundId: string) => Answer;
  extend: (roundId: string, minutes: number) => Answer;
  lockDraft: () => Answer;
}

export const rolesUnderQuorum = (progress: RoomProgress): RoomRole[] =>
  progress.roles.filter((role) => role.expected && !role.met);
