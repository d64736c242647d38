import { expect, test } from "vitest";
import { RemovalBudget } from "./removal-budget";
import { gate } from "./testing-client";

function open(keepVersion: (userId: string) => Promise<void> = async () => {}) {
  const clock = { now: 0 };
  return { clock, budget: new RemovalBudget({ now: () => clock.now, keepVersion }) };
}
/** Asks, and again once the version is stored if there must be one. */
async function remove(budget: RemovalBudget, userId: string, count: number): Promise<unknown> {
  const leave = budget.ask(userId, count);
  if (typeof leave === "string") return leave;
  await leave.after;
  return budget.ask(userId, count);
}
const MINUTE = 60_000;
/** All entries of a board of 1,000 cards. */
const BOARD = 25_000;

test("[SY38] a board of 1,000 cards may be deleted, brought back and deleted again, and once more later", async () => {
  const { clock, budget } = open();
  expect(await remove(budget, "ana", BOARD)).toBe("go");
  expect(await remove(budget, "ana", BOARD)).toBe("go");
  expect(await remove(budget, "ana", BOARD)).toBe("too-many");
  expect(await remove(budget, "ben", BOARD)).toBe("go");
  clock.now += 5 * MINUTE;
  expect(await remove(budget, "ana", BOARD)).toBe("go");
  clock.now += 60 * MINUTE;
  expect(await remove(budget, "ana", 60_001)).toBe("too-many");
  expect(await remove(budget, "ana", 60_000)).toBe("go");
  expect(await remove(budget, "ana", 0)).toBe("go");
});

test("[SY39] whoever removes many waits for a version: one for all, and one a minute", async () => {
  const stored = gate();
  let versions = 0;
  const { clock, budget } = open(async () => {
    versions += 1;
    await stored.wait;
  });
  expect(budget.ask("ana", 99)).toBe("go");
  const first = budget.ask("ana", 1);
  expect(budget.ask("ben", 500)).toEqual(first);
  stored.open();
  if (typeof first === "string") throw new Error("it did not wait");
  await first.after;
  expect(versions).toBe(1);
  expect([budget.ask("ana", 1), budget.ask("ben", 500)]).toEqual(["go", "go"]);
  clock.now += MINUTE + 1;
  expect(budget.ask("ana", 100)).toHaveProperty("after");
  expect(versions).toBe(2);
});

test("[SY39] a few removals now and then are no clean-up", () => {
  const { clock, budget } = open(async () => {});
  for (let i = 0; i < 20; i++) {
    expect(budget.ask("ana", 60)).toBe("go");
    clock.now += 11 * MINUTE;
  }
});

test("[SY39] a version that cannot be stored is tried again for the next", async () => {
  let fails = true;
  const { budget } = open(async () => {
    if (fails) throw new Error("no room");
  });
  const first = budget.ask("ana", 100);
  if (typeof first === "string") throw new Error("it did not wait");
  await expect(first.after).rejects.toThrow("no room");
  fails = false;
  const second = budget.ask("ana", 100);
  if (typeof second === "string") throw new Error("it did not wait");
  await second.after;
  expect(budget.ask("ana", 100)).toBe("go");
});
