import type { Refusal } from "@/lib/errors";

/** What the facilitator writes. */
export interface DecisionDraft {
  /** Option id; "" = no option was chosen. */
  outcome: string;
  title: string;
  rationale: string;
  consequences: string;
  /** YYYY-MM-DD or "". */
  reviewDate: string;
}

export type SealAction = (order: {
  boardId: string;
  roundId: string;
  version: number;
  decision: DecisionDraft;
}) => Promise<{ ok: true; version: number } | Refusal>;
