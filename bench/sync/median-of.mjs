import { median } from "./load/latencies.mjs";

/** The median of each figure over several runs of one shape; what is no number is taken from the first. */
export function medianOf(runs) {
  const [first] = runs;
  if (typeof first === "number" || first === null) return median(runs.filter((it) => typeof it === "number"));
  if (typeof first !== "object" || Array.isArray(first)) return first;
  return Object.fromEntries(
    Object.keys(first).map((key) => [key, medianOf(runs.map((run) => run[key] ?? null))]),
  );
}
