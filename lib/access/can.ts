import { assertNever } from "../assert-never";

/** What a member may do on a board; each level includes the ones after it. */
export const ACCESS_LEVELS = ["facilitator", "editor", "voter", "observer"] as const;
export type Access = (typeof ACCESS_LEVELS)[number];

/** Who asks. `access` is the asker's level on the board in question, null when not a member. */
export interface Actor {
  userId: string;
  isAdmin: boolean;
  isGuest: boolean;
}

export type BoardResource = { kind: "board"; access: Access | null };
export type BallotResource = { kind: "ballot"; access: Access | null; voterId: string; revealed: boolean };
export type InstanceResource = { kind: "instance" };

export type BoardAction =
  | "board:read"
  | "board:name-version" // keep a state of the board by name
  | "board:restore" // put an earlier state in the document's place
  | "board:accept-quarantine" // go on from what is whole of a damaged log
  | "board:settings" // title, question, policies of the board document
  | "map:edit" // phases, groups, tasks, flows, options, criteria drafts, fits, canvas
  | "session:lead" // agenda, timer, spotlight, locks
  | "people:read"
  | "people:manage"
  | "frame:lock"
  | "round:manage" // open, close, reveal
  | "round:follow" // who has voted, never what
  | "ballot:cast"
  | "results:read" // after the reveal only: the round's state is checked where it is read
  | "record:read"
  | "record:seal";
export type BallotAction = "ballot:read";
export type InstanceAction = "instance:administer" | "board:create";

const rank = (access: Access): number => ACCESS_LEVELS.length - ACCESS_LEVELS.indexOf(access);
const atLeast = (access: Access | null, needed: Access): boolean =>
  access !== null && rank(access) >= rank(needed);

/** The one that may do more. */
export const higherAccess = (a: Access, b: Access): Access => (rank(a) >= rank(b) ? a : b);

const NEEDED: Record<BoardAction, Access> = {
  "board:read": "observer",
  "board:name-version": "editor",
  "board:restore": "facilitator",
  "board:accept-quarantine": "facilitator",
  "board:settings": "editor",
  "map:edit": "editor",
  "session:lead": "facilitator",
  "people:read": "observer",
  "people:manage": "facilitator",
  "frame:lock": "facilitator",
  "round:manage": "facilitator",
  "round:follow": "observer",
  "ballot:cast": "voter",
  "results:read": "observer",
  "record:read": "observer",
  "record:seal": "facilitator",
};

/**
 * The one place that decides who may do what. Pure: called for every page, route, server action, job and
 * socket frame. An administrator of the instance gets no right on a board by being one; on a board of theirs,
 * they may accept what is left of a damaged log.
 */
export function can(actor: Actor | null, action: BoardAction, resource: BoardResource): boolean;
export function can(actor: Actor | null, action: BallotAction, resource: BallotResource): boolean;
export function can(actor: Actor | null, action: InstanceAction, resource: InstanceResource): boolean;
export function can(
  actor: Actor | null,
  action: BoardAction | BallotAction | InstanceAction,
  resource: BoardResource | BallotResource | InstanceResource,
): boolean {
  if (actor === null) return false;
  switch (resource.kind) {
    case "board":
      // Repairing storage is what an administrator is for; reading the board still takes being on it.
      if (action === "board:accept-quarantine" && actor.isAdmin) return resource.access !== null;
      return atLeast(resource.access, NEEDED[action as BoardAction]);
    case "ballot":
      // Nobody but the voter before the reveal: not the facilitator, not an administrator.
      return resource.access !== null && (resource.voterId === actor.userId || resource.revealed);
    case "instance":
      if (action === "instance:administer") return actor.isAdmin;
      return !actor.isGuest;
    default:
      return assertNever(resource);
  }
}
