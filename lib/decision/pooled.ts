import type { BallotTable } from "./ballot-table";

/** Nobody's role: an id that no board gives. */
const EVERYBODY = "*";

/**
 * The same vote with every ballot counting the same, whatever its role (PO1, PO2): one role that everybody is in,
 * without a quorum. Answers to criteria that a ballot's own role does not score stay out. For comparison only: the
 * largest role decides alone.
 */
export function pooled(table: BallotTable): BallotTable {
  const { frame, voters, tallies } = table;
  const cells = frame.criteria.length * frame.options.length;
  return {
    ...table,
    frame: {
      ...frame,
      roles: [{ id: EVERYBODY, name: "" }],
      criteria: frame.criteria.map((criterion) => ({ ...criterion, scoredBy: null })),
      quorum: {},
    },
    voters: voters.map((voter) => ({ ...voter, role: EVERYBODY })),
    tallies: Array.from({ length: cells }, (_, cell) =>
      (tallies[cell] ?? []).map((_, code) =>
        frame.roles.reduce((sum, _, role) => sum + (tallies[role * cells + cell]?.[code] ?? 0), 0),
      ),
    ),
  };
}
