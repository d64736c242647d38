import { expect, test } from "vitest";
import { Gathered } from "./gathered";

function counting(answer: (key: string) => string | undefined = (key) => key.toUpperCase()) {
  const queries: string[][] = [];
  let hold: Promise<void> = Promise.resolve();
  const gathered = new Gathered<string>(async (keys) => {
    queries.push(keys);
    await hold;
    return new Map(keys.flatMap((key) => [[key, answer(key)] as const]).filter(hasValue));
  });
  return { gathered, queries, holding: (until: Promise<void>) => (hold = until) };
}
const hasValue = (pair: readonly [string, string | undefined]): pair is [string, string] =>
  pair[1] !== undefined;

test("what is asked for at once is one query, each key once", async () => {
  const { gathered, queries } = counting((key) => (key === "c" ? undefined : key.toUpperCase()));
  const answers = await Promise.all(["a", "b", "a", "c"].map((key) => gathered.get(key)));
  expect(answers).toEqual(["A", "B", "A", undefined]);
  expect(queries).toEqual([["a", "b", "c"]]);
});

test("nobody is answered by a query that began before they asked", async () => {
  const { gathered, queries, holding } = counting();
  let open = () => {};
  void holding(new Promise((resolve) => (open = resolve)));
  const first = gathered.get("a");
  await new Promise((resolve) => setImmediate(resolve));
  const second = gathered.get("a");
  const third = gathered.get("b");
  expect(queries).toEqual([["a"]]);
  open();
  expect(await Promise.all([first, second, third])).toEqual(["A", "A", "B"]);
  expect(queries).toEqual([["a"], ["a", "b"]]);
});

test("a query that fails fails for all in it, and the next is another one", async () => {
  let fails = true;
  const gathered = new Gathered<string>(async (keys) => {
    if (fails) throw new Error("away");
    return new Map(keys.map((key) => [key, key]));
  });
  const outcomes = await Promise.allSettled([gathered.get("a"), gathered.get("b")]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails = false;
  expect(await gathered.get("a")).toBe("a");
});
