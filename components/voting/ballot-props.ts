import type { Coverage } from "@/lib/decision/coverage";
import type { FrameCriterion } from "@/lib/decision/frame";
import type { Refusal } from "@/lib/errors";
import type { FitState } from "../ui/fit-mark";
import type { Answers } from "./ballot-store";

/** What a page tells the voting components: plain data, dates as ISO instants. */
export interface VoterRole {
  id: string;
  name: string;
  tone: number;
}
export interface BallotRound {
  id: string;
  number: number;
  asksScores: boolean;
  asksWeights: boolean;
  /** Null = until the facilitator closes it. */
  closesAt: string | null;
}
export interface BallotOption {
  id: string;
  title: string;
  coverage: Coverage;
  /** Tasks of the voter's role on the map, with how this option does them. */
  myTasks: { id: string; title: string; fit: FitState }[];
}
/** Everything that a ballot is drawn from, besides the answers. */
export interface BallotSheet {
  boardId: string;
  boardTitle: string;
  voterName: string;
  /** The voter also leads the round, and goes on in the room. */
  leads: boolean;
  role: VoterRole;
  round: BallotRound;
  options: BallotOption[];
  /** All criteria of the frame, in its order. */
  criteria: FrameCriterion[];
  /** Those that this ballot scores. */
  scored: FrameCriterion[];
  optionNoun: { one: string; many: string };
}
export interface SavedBallot extends Answers {
  submittedAt: string | null;
  updatedAt: string;
}

export type ActionAnswer = { ok: true } | Refusal;
