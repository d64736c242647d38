// The checker that the fault tests stand on must find what it is there to find.
import { expect, test } from "vitest";
import { History } from "./testing-history";

function written(): History {
  const history = new History("ana");
  history.write([["a", 0]]);
  history.write([
    ["a", 1],
    ["b", 1],
  ]);
  history.write([["a", 2]]);
  history.write([["a", undefined]]);
  history.write([["a", 4]]);
  history.sent(0, 4);
  history.acknowledge(0, 2);
  return history;
}
const found = (values: Record<string, unknown>) => new Map(Object.entries(values));

test("the last acknowledged write stands, or a later one that was sent", () => {
  for (const values of [{ a: 1, b: 1 }, { a: 2, b: 1 }, { b: 1 }]) {
    expect(written().violations(found(values)), JSON.stringify(values)).toEqual([]);
  }
});

test("finds a lost write, an earlier one, half a write, and one that was never sent", () => {
  for (const values of [{}, { a: 1 }, { a: 0, b: 1 }, { a: 4, b: 1 }, { a: "x", b: 1 }]) {
    expect(written().violations(found(values)), JSON.stringify(values)).not.toEqual([]);
  }
});

test("half a write that was sent and not acknowledged is found too", () => {
  const history = new History("ben");
  history.write([
    ["c", 0],
    ["d", 0],
  ]);
  history.sent(0, 1);
  expect(history.violations(found({}))).toEqual([]);
  expect(history.violations(found({ c: 0, d: 0 }))).toEqual([]);
  expect(history.violations(found({ c: 0 }))).not.toEqual([]);
});

test("without an acknowledgement a later write stands beside nothing at all, never one that did not leave", () => {
  const history = new History("eve");
  history.write([["e", 0]]);
  expect(history.violations(found({ e: 0 }))).not.toEqual([]);
  history.sent(0, 1);
  expect(history.violations(found({ e: 0 }))).toEqual([]);
  expect(history.acknowledged).toBe(0);
});
