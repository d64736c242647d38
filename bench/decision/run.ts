/**
 * What the analysis of a vote costs: `npm run bench:decision`. Medians of processor time, which other programs on
 * the machine disturb less than the clock's, and which counts the collector's threads too. Compare figures only
 * within a run; the ratio to the naive SMAA of the same run is what carries over.
 */
import { seededRandom } from "../../lib/decision/random";
import { smaa } from "../../lib/decision/smaa";
import { steps } from "./analysis";
import { naiveSmaa } from "./naive-smaa";
import { type Size, problem } from "./problem";

const BASE: Size = { options: 10, criteria: 12, voters: 200 };

/** Until the engine has compiled a whole analysis, its compiler counts for half of the processor time. */
const WARM_UP = 20;

interface Taken {
  median: number;
  low: number;
  high: number;
}

/** Milliseconds that the threads of this process have worked. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Median of the runs after some that warm up, with the spread of the middle half: a busy machine shows there. */
function time(run: () => unknown, runs = 9, warmUp = 2, clock = processorTime): Taken {
  for (let i = 0; i < warmUp; i++) run();
  const taken = Array.from({ length: runs }, () => {
    const since = clock();
    run();
    return clock() - since;
  }).sort((a, b) => a - b);
  const at = (share: number) => taken[Math.floor(share * (runs - 1))] ?? 0;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

const ms = (figure: number) => `${figure.toFixed(figure < 10 ? 2 : 1)} ms`.padStart(10);
const row = (name: string, { median, low, high }: Taken, note = "") =>
  console.log(`${name.padEnd(46)} ${ms(median)}   ${ms(low)} …${ms(high)}   ${note}`);

console.log(`\n${BASE.options} options × ${BASE.criteria} criteria × ${BASE.voters} voters, 10,000 draws`);
console.log(`${"".padEnd(46)} ${"median".padStart(10)}   ${"middle half".padStart(22)}`);
const base = steps(problem(BASE), 10_000);
const first = time(base.full, 1, 0);
for (const [name, run] of Object.entries(base.timed)) row(`  ${name}`, time(run));
const TARGET = { full: 50, large: 400 };
row("full analysis, the first in a process", first);
row("full analysis, as the page asks for it", time(base.full, 9, WARM_UP));
const waited = time(base.full, 25, 0, () => performance.now());
row("the same by the clock", waited, `target ≤ ${TARGET.full} ms`);
const hundred = steps(problem(BASE), 100_000);
for (const name of ["smaa, uniform", "smaa, participants"] as const)
  row(`100,000 draws, ${name}`, time(hundred.timed[name], 5), `target ≤ ${TARGET.large} ms`);

console.log("\nSMAA against the naive one, 10,000 draws, same values");
const values = base.values.map((cells) => cells.map((v) => v ?? 0));
const naive = time(() => naiveSmaa(values, 10_000, seededRandom(1)));
const ours = time(() => smaa({ values, weights: { kind: "uniform" }, samples: 10_000, seed: 1 }));
row("  naive", naive);
row("  ours", ours, `${(naive.median / ours.median).toFixed(1)} times as fast`);
const answer = smaa({ values, weights: { kind: "uniform" }, samples: 100_000, seed: 1 });
const reference = naiveSmaa(values, 100_000, seededRandom(2));
if (!answer.ok) throw new Error(answer.reason);
const apart = answer.acceptability.flatMap((cells, a) =>
  cells.map((p, rank) => Math.abs(p - (reference[a]?.[rank] ?? 0))),
);
// Five standard errors of the difference of two shares of 100,000 draws.
const allowed = 5 * Math.sqrt((2 * 0.25) / 100_000);
console.log(
  `  largest difference of a share ${Math.max(...apart).toFixed(4)}, by chance up to ${allowed.toFixed(4)}`,
);
if (Math.max(...apart) > allowed) process.exitCode = 1;

console.log("\nFull analysis with uniform weights, one size at a time");
const sizes: [string, Size, number][] = [
  ["base", BASE, 10_000],
  ["options × 2", { ...BASE, options: 20 }, 10_000],
  ["options × 4", { ...BASE, options: 40 }, 10_000],
  ["criteria × 2", { ...BASE, criteria: 24 }, 10_000],
  ["voters × 2", { ...BASE, voters: 400 }, 10_000],
  ["voters × 5", { ...BASE, voters: 1000 }, 10_000],
  ["draws × 10", BASE, 100_000],
];
let smallest = 0;
for (const [name, size, samples] of sizes) {
  const sized = steps(problem(size), samples);
  const taken = time(sized.full, 5);
  smallest ||= taken.median;
  row(`  ${name}`, taken, `× ${(taken.median / smallest).toFixed(1)}`);
}
