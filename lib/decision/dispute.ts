import type { RoleCell } from "./aggregate";
import { byCodeUnit } from "./ballot";
import type { Cell } from "./outcome";
import { quantileOfCounts } from "./quantile";
import { TIE } from "./ranks";
import { roleGap } from "./role-gap";
import { agreementOf } from "./van-der-eijk";

/** A cell with the marks in it: answers per mark 1…scale for each role. */
export type MarkedCell = Pick<Cell, "criterion" | "option"> & {
  roles: readonly (Pick<RoleCell, "role" | "value"> & { counts: readonly number[] })[];
};

export interface Dispute {
  criterion: string;
  option: string;
  /** 1 = the most disputed; equal figures share a rank and the next is skipped. */
  rank: number;
  /** Marks that the figures are taken over. */
  n: number;
  /** Van der Eijk's A. */
  agreement: number;
  /** In marks. */
  interquartileRange: number;
  median: number;
  /** Null with fewer than two roles. */
  roleGap: number | null;
  /** Marks by role, in the order of the cell's roles: answers per mark 1…scale. */
  marks: { role: string; counts: number[] }[];
}

export interface Disputes {
  cells: Dispute[];
  /** Cells with fewer than two marks: nobody to disagree with. In criterion, then option order. */
  tooFewMarks: { criterion: string; option: string }[];
}

/**
 * The cells to talk about, the most disputed first (DI1–DI4): the lowest agreement A, then the widest IQR, then
 * the largest gap between roles, then the ids. A comes first as it alone tells two camps from a broad spread.
 * A and IQR are taken over people, so a large role weighs more in them; the gap is taken over roles. Only roles
 * whose values count in a cell have a part in it. Two marks can give any A: `n` stands beside it.
 * O(cells × roles).
 */
export function disputes(cells: readonly MarkedCell[]): Disputes {
  const tooFewMarks: Disputes["tooFewMarks"] = [];
  const measured: Omit<Dispute, "rank">[] = [];
  for (const { criterion, option, roles } of cells) {
    if (roles.length === 0) continue;
    const counted = roles.filter((each) => each.value !== null);
    const counts = (roles[0]?.counts ?? []).map((_, mark) =>
      counted.reduce((sum, each) => sum + (each.counts[mark] ?? 0), 0),
    );
    const n = counts.reduce((sum, count) => sum + count, 0);
    const agreement = agreementOf(counts);
    if (n < 2 || !agreement.ok) {
      tooFewMarks.push({ criterion, option });
      continue;
    }
    const gap = roleGap(roles);
    const quantile = (p: number) => quantileOfCounts(counts, p) ?? 0;
    measured.push({
      criterion,
      option,
      n,
      agreement: agreement.agreement,
      interquartileRange: quantile(0.75) - quantile(0.25),
      median: quantile(0.5),
      roleGap: gap.ok ? gap.gap : null,
      marks: counted.map((each) => ({ role: each.role, counts: [...each.counts] })),
    });
  }
  measured.sort((a, b) => byDispute(a, b) || byIds(a, b));
  const ranked: Dispute[] = [];
  measured.forEach((cell, at) => {
    const previous = ranked[at - 1];
    ranked.push({ ...cell, rank: previous && byDispute(previous, cell) === 0 ? previous.rank : at + 1 });
  });
  return { cells: ranked, tooFewMarks: tooFewMarks.sort(byIds) };
}

type Figures = Pick<Dispute, "agreement" | "interquartileRange" | "roleGap">;

/** Below 0 when a is the more disputed. Figures are rounded to the tie first, so that the order is transitive. */
const byDispute = (a: Figures, b: Figures): number =>
  inTies(a.agreement) - inTies(b.agreement) ||
  inTies(b.interquartileRange) - inTies(a.interquartileRange) ||
  inTies(b.roleGap ?? 0) - inTies(a.roleGap ?? 0);

const inTies = (figure: number) => Math.round(figure / TIE);

const byIds = (a: { criterion: string; option: string }, b: { criterion: string; option: string }) =>
  byCodeUnit(a.criterion, b.criterion) || byCodeUnit(a.option, b.option);
