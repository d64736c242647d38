import pino from "pino";
import { afterEach, expect, test } from "vitest";
import { type AnalysisInput, analyse } from "../../lib/decision/analyse";
import { evaluate } from "../../lib/decision/evaluate";
import { ballot, frame } from "../../lib/decision/testing-frame";
import { WorkerAnalyst } from "./worker-analyst";

const input: AnalysisInput = {
  frame: frame(),
  map: { tasks: [], fits: {} },
  ballots: [
    ballot("a", "r1", { "c1|A": 5, "c1|B": 2, "c2|A": 4, "c2|B": 4 }),
    ballot("b", "r2", { "c1|A": 4, "c1|B": 3, "c2|A": 3, "c2|B": 4 }),
  ],
  seed: 20261128,
  samples: 500,
};
const lines: { msg: string }[] = [];
const log = pino({}, { write: (line: string) => lines.push(JSON.parse(line) as { msg: string }) });
let analyst: WorkerAnalyst | undefined;
afterEach(async () => {
  await analyst?.close();
  lines.length = 0;
});

test("the thread answers what the same call answers here, bit for bit, and keeps it", async () => {
  analyst = new WorkerAnalyst(log);
  const evaluation = evaluate(input);
  if (!evaluation.ok) throw new Error(evaluation.reason);
  const answer = await analyst.analyse("round", input);
  expect(answer).toEqual(analyse(input, evaluation));
  expect(analyst.analyse("round", { ...input, seed: 1 })).toBe(analyst.analyse("round", input));
  expect(lines).toEqual([]);
}, 60_000);

test("a vote without a ranking is refused and not kept; the thread goes on", async () => {
  analyst = new WorkerAnalyst(log);
  await expect(analyst.analyse("empty", { ...input, ballots: [] })).rejects.toThrow("unavailable");
  expect(lines.map((line) => line.msg)).toEqual(["a vote could not be analysed"]);
  await expect(analyst.analyse("empty", input)).resolves.toMatchObject({ draws: { samples: 500 } });
}, 60_000);

test("what waits when it is closed is told so, and a new order starts a new thread", async () => {
  analyst = new WorkerAnalyst(log);
  const waiting = analyst.analyse("a", { ...input, samples: 5_000_000 });
  const refused = expect(waiting).rejects.toThrow("unavailable");
  await analyst.close();
  await refused;
  await expect(analyst.analyse("b", input)).resolves.toMatchObject({ draws: { samples: 500 } });
}, 60_000);
