import { byCodeUnit } from "./ballot";
import type { BallotTable } from "./ballot-table";
import { valueOfMark } from "./marks";
import type { Evaluation } from "./outcome";
import type { RankingBallot } from "./pairwise";
import { placesOf } from "./ranks";
import { sharesOfPoints } from "./swing-weights";
import { rowScore } from "./value-table";

export interface VoterRanking extends RankingBallot {
  role: string;
  /** `all-roles`: the voter gave no usable weights, so those of all roles stand in. */
  weightsFrom: "voter" | "all-roles";
}

export interface VoterRankings {
  /** In the order of the voters' ids. */
  voters: VoterRanking[];
  leftOut: { voter: string; role: string; why: "unknown-role" | "under-quorum" | "no-marks" }[];
}

/**
 * How each voter would rank the options alone (VR1–VR5): the additive model over their own marks and weights, the
 * map's values for all alike. An abstention, "not applicable" or a missing mark leaves the criterion out of that
 * option and rescales the others (AD2); an option without any value stays unranked in that voter's ballot.
 * Criteria that the voter's role may not score are left out, whatever the ballot holds. Options that are knocked
 * out are not ranked by anybody. A voter without a single mark of their own has no ranking, even if the map alone
 * could give one: it would count the map once per person. A role with fewer ballots than its quorum is left out
 * here as it is there. O(voters × options × criteria).
 */
export function voterRankings(
  table: BallotTable,
  evaluation: Pick<Evaluation, "ranking" | "cells" | "weights">,
): VoterRankings {
  const { frame } = table;
  const options = frame.options.map((option) => option.id);
  const criteria = frame.criteria.map((criterion) => criterion.id);
  // The order in which `additive` sums.
  const columns = criteria.map((_, k) => k).sort((a, b) => byCodeUnit(criteria[a] ?? "", criteria[b] ?? ""));
  const ranked = evaluation.ranking.map(({ option }) => ({ option, place: options.indexOf(option) }));
  const fromMap = mapValues(table, evaluation);
  const values = Array.from({ length: frame.scale + 1 }, (_, mark) => valueOfMark(mark, frame.scale));
  // ranked option × criterion, of one voter; NaN = no value.
  const cells = new Float64Array(ranked.length * columns.length);
  const cast = new Map<string, number>();
  for (const { role } of table.voters) cast.set(role, (cast.get(role) ?? 0) + 1);

  const voters: VoterRanking[] = [];
  const leftOut: VoterRankings["leftOut"] = table.strangers.map((each) => ({ ...each, why: "unknown-role" }));
  for (const [at, { voter, role, points }] of table.voters.entries()) {
    if ((cast.get(role) ?? 0) < (frame.quorum[role] ?? 1)) {
      leftOut.push({ voter, role, why: "under-quorum" });
      continue;
    }
    let marks = 0;
    ranked.forEach(({ place }, row) => {
      columns.forEach((k, column) => {
        const code = table.answers[(at * criteria.length + k) * options.length + place] ?? 0;
        const isMark = code >= 1 && code <= frame.scale;
        if (isMark) marks++;
        cells[row * columns.length + column] = (isMark ? values[code] : fromMap[k]?.[place]) ?? Number.NaN;
      });
    });
    if (marks === 0) {
      leftOut.push({ voter, role, why: "no-marks" });
      continue;
    }
    const own = sharesOfPoints(points);
    const usable = typeof own !== "string";
    const weights = columns.map((k) => (usable ? own[k] : evaluation.weights.shares[criteria[k] ?? ""]) ?? 0);
    const scored = ranked
      .map(({ option }, row) => ({ option, score: rowScore(cells, row * columns.length, weights) }))
      .filter(({ score }) => !Number.isNaN(score));
    const places = placesOf(scored.map((each) => each.score));
    voters.push({
      voter,
      role,
      weightsFrom: usable ? "voter" : "all-roles",
      ranks: Object.fromEntries(scored.map(({ option }, each) => [option, places[each] ?? 0])),
    });
  }
  return { voters, leftOut: leftOut.sort((a, b) => byCodeUnit(a.voter, b.voter)) };
}

/** criterion × option; only the map's criteria have any. */
function mapValues({ frame }: BallotTable, { cells }: Pick<Evaluation, "cells">): (number | null)[][] {
  return frame.criteria.map(({ id, source }) => {
    const own = source === "map" ? cells.filter((cell) => cell.criterion === id) : [];
    return frame.options.map((option) => own.find((cell) => cell.option === option.id)?.value ?? null);
  });
}
