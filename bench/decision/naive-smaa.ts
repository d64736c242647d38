import type { Random } from "../../lib/decision/random";

/**
 * SMAA as one would first write it: −log draws, arrays of arrays, a sort of objects per draw. The baseline of the
 * ratio, and a second implementation that the first must agree with.
 */
export function naiveSmaa(values: readonly (readonly number[])[], samples: number, random: Random) {
  const counts = values.map(() => values.map(() => 0));
  for (let s = 0; s < samples; s++) {
    const drawn = (values[0] ?? []).map(() => -Math.log(1 - random.uniform()));
    const whole = drawn.reduce((sum, each) => sum + each, 0);
    const weights = drawn.map((each) => each / whole);
    const scores = values.map((row, option) => ({
      option,
      score: row.reduce((sum, v, k) => sum + v * (weights[k] ?? 0), 0),
    }));
    scores
      .sort((a, b) => b.score - a.score)
      .forEach(({ option }, rank) => {
        const row = counts[option] ?? [];
        row[rank] = (row[rank] ?? 0) + 1;
      });
  }
  return counts.map((row) => row.map((times) => times / samples));
}
