import type { BallotSheet } from "@/components/voting/ballot-props";
import { mapSnapshot } from "@/lib/board/map-snapshot";
import type { Board } from "@/lib/board/types";
import type { Round } from "@/lib/db/queries/rounds";
import { coverageOf } from "@/lib/decision/coverage";
import { criteriaFor } from "@/lib/record/ballot-rules";

/** What a voter's ballot is drawn from: the round's frame, and what the map says now. */
export function ballotSheet(given: {
  boardId: string;
  voterName: string;
  leads: boolean;
  role: { id: string; name: string; tone: number };
  round: Round;
  board: Board;
}): BallotSheet {
  const { boardId, voterName, leads, role, round, board } = given;
  const { body } = round.frame;
  const map = mapSnapshot(board);
  const groupRoles = new Map(board.groups.map((group) => [group.id as string, group.roles as string[]]));
  const mine = board.tasks.filter(
    (task) =>
      task.inScope &&
      ((task.roles as string[]).includes(role.id) ||
        (task.roles.length === 0 && task.group !== null && groupRoles.get(task.group)?.includes(role.id))),
  );
  return {
    boardId,
    boardTitle: board.title,
    voterName,
    leads,
    role,
    round: {
      id: round.id,
      number: round.number,
      asksScores: round.kinds.includes("scores"),
      asksWeights: round.kinds.includes("weights"),
      closesAt: round.closesAt?.toISOString() ?? null,
    },
    options: body.options.map((option) => ({
      id: option.id,
      title: option.title,
      coverage: coverageOf(map, option.id, body.policies.uncovered),
      myTasks: mine.map((task) => ({
        id: task.id,
        title: task.title,
        fit: map.fits[`${task.id}|${option.id}`] ?? "unrated",
      })),
    })),
    criteria: body.criteria,
    scored: criteriaFor(body, role.id),
    optionNoun: board.optionNoun,
  };
}
