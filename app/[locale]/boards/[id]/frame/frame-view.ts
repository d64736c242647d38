import type { FrameView } from "@/components/frame/frame-props";
import { type Access, type Actor, can } from "@/lib/access/can";
import { mapSnapshot } from "@/lib/board/map-snapshot";
import type { Board } from "@/lib/board/types";
import type { BoardRole } from "@/lib/db/queries/boards";
import type { LockedFrame } from "@/lib/db/queries/frames";
import type { RoundSummary } from "@/lib/db/queries/rounds";
import { coverageOf } from "@/lib/decision/coverage";
import { buildFrame } from "@/lib/record/build-frame";
import { frameHash } from "@/lib/record/frame-hash";
import { frameBlockers, frameWarnings } from "@/lib/record/frame-problems";

/** The draft of the board, held against the newest locked frame. */
export function frameView(given: {
  boardId: string;
  actor: Actor;
  access: Access;
  board: Board;
  roles: BoardRole[];
  members: Record<string, number>;
  locked: LockedFrame | undefined;
  rounds: RoundSummary[];
}): FrameView {
  const { boardId, actor, access, board, roles, members, locked, rounds } = given;
  const resource = { kind: "board", access } as const;
  const draft = buildFrame(board, roles);
  const map = mapSnapshot(board);
  const ranked = (policy: "zero" | "skip") =>
    draft.options
      .flatMap(({ id, title }) => {
        const { value, covered } = coverageOf(map, id, policy);
        return value === null ? [] : [{ id, title, value, covered }];
      })
      .sort((a, b) => b.value - a.value);
  return {
    boardId,
    draft,
    hash: frameHash(draft),
    blockers: frameBlockers(draft),
    warnings: frameWarnings(draft, members),
    roles: roles.map(({ id, name, tone }) => ({ id, name, tone, members: members[id] ?? 0 })),
    options: draft.options.map(({ id, title }) => ({
      id,
      title,
      coverage: coverageOf(map, id, draft.policies.uncovered),
      myTasks: [],
    })),
    optionNoun: board.optionNoun,
    tasksInScope: board.tasks.filter((task) => task.inScope).length,
    ranking: { zero: ranked("zero"), skip: ranked("skip") },
    locked: locked
      ? {
          number: locked.number,
          hash: locked.hash,
          lockedBy: locked.lockedBy,
          lockedAt: locked.lockedAt.toISOString(),
          rounds: rounds
            .filter((round) => round.frameNumber === locked.number)
            .map((round) => round.number)
            .sort((a, b) => a - b),
        }
      : null,
    canEdit: can(actor, "map:edit", resource) && can(actor, "board:settings", resource),
    canLock: can(actor, "frame:lock", resource),
  };
}
