import type { FirmnessBars, FrameBody } from "@/lib/decision/frame";
import type { Refusal } from "@/lib/errors";
import type { FrameBlocker, FrameWarning } from "@/lib/record/frame-problems";
import type { BallotOption } from "../voting/ballot-props";

/** What the frame page is drawn from: plain data, dates as ISO instants. */
export interface FrameView {
  boardId: string;
  /** The draft as it stands in the board. */
  draft: FrameBody;
  hash: string;
  blockers: FrameBlocker[];
  warnings: FrameWarning[];
  roles: { id: string; name: string; tone: number; members: number }[];
  options: BallotOption[];
  optionNoun: { one: string; many: string };
  tasksInScope: number;
  /** The options' values under each policy, best first; those without a value are not listed. */
  ranking: Record<"zero" | "skip", { id: string; title: string; value: number; covered: number }[]>;
  locked: LockedView | null;
  canEdit: boolean;
  canLock: boolean;
}
export interface LockedView {
  number: number;
  hash: string;
  lockedBy: string;
  lockedAt: string;
  /** Numbers of the rounds that were held on it. */
  rounds: number[];
}

export interface CriterionEdit {
  title?: string;
  question?: string;
  low?: string;
  high?: string;
  scoredBy?: string[] | null;
  source?: "vote" | "map";
  knockOutBelow?: number | null;
}
type Answer = Promise<{ ok: true } | Refusal>;

/** Server actions, bound to the board: each changes the live document. */
export interface FrameActions {
  addCriterion: (title: string) => Answer;
  updateCriterion: (id: string, change: CriterionEdit) => Answer;
  removeCriterion: (id: string) => Answer;
  addOption: (title: string) => Answer;
  renameOption: (id: string, title: string) => Answer;
  removeOption: (id: string) => Answer;
  setUncovered: (policy: "zero" | "skip") => Answer;
  setInsideRole: (policy: "mean" | "median") => Answer;
  setQuorum: (roleId: string, ballots: number) => Answer;
  setFirmness: (bar: keyof FirmnessBars, hundredths: number) => Answer;
  lock: () => Answer;
}

/**
 * Runs an action and brings the page up to date; answers why it was refused. `change` is what the draft will
 * look like if it succeeds, shown at once.
 */
export type RunEdit = (
  action: () => Answer,
  change?: (draft: FrameBody) => FrameBody,
) => Promise<Refusal["error"] | null>;

/** `5c1e 0b7a 93d4 f260`: enough of a hash to compare by eye. */
export const shortHash = (hash: string, groups = 4): string =>
  (hash.slice(0, groups * 4).match(/.{4}/g) ?? []).join(" ");
