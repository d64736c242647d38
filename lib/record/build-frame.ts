import type { Board } from "../board/types";
import type { FrameBody, FrameRole } from "../decision/frame";

/**
 * The frame that the board's draft would make now, in one canonical form: two drafts that ask the same of the
 * same people give the same bytes, whatever the order in which they were edited.
 */
export function buildFrame(board: Board, roles: readonly FrameRole[]): FrameBody {
  const roleIds = roles.map((role) => role.id);
  return {
    schema: "plateau-frame/1",
    options: inOrder(board.options).map((option) => ({ id: option.id, title: option.title.trim() })),
    criteria: inOrder(board.criteria).map((criterion) => ({
      id: criterion.id,
      title: criterion.title.trim(),
      question: criterion.question.trim(),
      low: criterion.low.trim(),
      high: criterion.high.trim(),
      scoredBy: canonicalRoles(criterion.scoredBy, roleIds),
      source: criterion.source,
      knockOutBelow: criterion.knockOutBelow,
    })),
    roles: roles.map((role) => ({ id: role.id, name: role.name })),
    scale: 5,
    weightsMethod: "swing",
    policies: {
      uncovered: board.policies.uncovered,
      insideRole: board.policies.insideRole,
      betweenRoles: "equal",
    },
    quorum: canonicalQuorum(board.policies.quorum, roleIds),
    firmness: { ...board.policies.firmness },
    secrecy: "by-person",
  };
}

/** Ids break ties, so that two entries of the same order never swap between two reads. */
function inOrder<T extends { id: string; order: number }>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** Every role is `null`; a role that the board no longer has scores nothing. */
function canonicalRoles(scoredBy: readonly string[] | null, roleIds: readonly string[]): string[] | null {
  if (scoredBy === null) return null;
  const kept = roleIds.filter((id) => scoredBy.includes(id));
  return kept.length === roleIds.length ? null : kept;
}

/** One ballot is what an absent entry means: it is not written down. */
function canonicalQuorum(quorum: Record<string, number>, roleIds: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    roleIds.flatMap((id) => {
      const needed = quorum[id];
      return needed !== undefined && needed > 1 ? [[id, needed]] : [];
    }),
  );
}

export const mayScore = (
  criterion: { source: "vote" | "map"; scoredBy: readonly string[] | null },
  roleId: string,
): boolean =>
  criterion.source === "vote" && (criterion.scoredBy === null || criterion.scoredBy.includes(roleId));

export const quorumOf = (frame: Pick<FrameBody, "quorum">, roleId: string): number =>
  frame.quorum[roleId] ?? 1;
