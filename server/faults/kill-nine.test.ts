import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { Ground } from "./testing-ground";
import { random } from "./testing-people";
import { Workshop } from "./testing-workshop";

/** A run that failed can be tried again with its seed, as far as processes and disks allow. */
const seed = Number(process.env.PLATEAU_TEST_SEED ?? Math.floor(Math.random() * 2 ** 32));
/** Spans the window of a group commit and what a commit takes. */
const JITTER_MS = 40;

/**
 * Every server is killed at a random moment after it acknowledged a random number of edits and ballots; every
 * fourth is killed once more while it starts. The next is judged before anybody could bring back what it lost.
 */
async function killAtRandomMoments(ground: Ground, kills: number): Promise<void> {
  const chance = random(seed);
  const workshop = new Workshop(ground, chance);
  for (let kill = 1; kill <= kills; kill++) {
    if (kill % 4 === 0) {
      const starting = ground.launch();
      await delay(chance() * 500);
      await starting.end("SIGKILL");
    }
    const server = await ground.start();
    expect(await workshop.violations(server), `seed ${seed}, before kill ${kill}`).toEqual([]);
    workshop.connect(server.port);
    workshop.startDrawing();
    workshop.startVoting(server.url);
    await workshop.acknowledges(1 + Math.floor(chance() * 40), 1 + Math.floor(chance() * 8));
    await delay(chance() * JITTER_MS);
    await server.end("SIGKILL");
    await workshop.stop();
    workshop.disconnect();
    // Some draw on while nobody is there; some of them reload and lose it, as any browser would.
    for (const at of workshop.drawers.keys()) {
      if (chance() < 0.5) workshop.drawers[at]?.draw(chance);
      if (chance() < 0.2) workshop.reload(at);
    }
  }
  const server = await ground.start();
  expect(await workshop.violations(server), `seed ${seed}, at the end`).toEqual([]);
  workshop.connect(server.port);
  await workshop.allSaved();
  expect(await workshop.violations(server), `seed ${seed}, with all that was kept`).toEqual([]);
  expect(await workshop.differences(server), `seed ${seed}`).toEqual([]);
  workshop.destroy();
  expect(await server.end("SIGTERM")).toBe(0);
  console.log(
    `seed ${seed}: ${kills} kills, ${workshop.acknowledgedEdits} edits and ${workshop.acknowledgedBallots} ballots acknowledged, none lost`,
  );
  expect(workshop.acknowledgedEdits).toBeGreaterThan(kills * 5);
  expect(workshop.acknowledgedBallots).toBeGreaterThan(kills * 2);
}

describe("kill -9 while five draw and twenty vote", () => {
  test("[SY180] on the embedded database", { timeout: 900_000 }, async () => {
    const ground = await Ground.embedded();
    onTestFinished(() => ground.close());
    await killAtRandomMoments(ground, 15);
  });

  const url = process.env.TEST_DATABASE_URL;
  test.skipIf(!url)(
    `[SY180] on PostgreSQL${url ? "" : ": TEST_DATABASE_URL is not set"}`,
    { timeout: 900_000 },
    async () => {
      const ground = await Ground.postgres(url ?? "");
      onTestFinished(() => ground.close());
      await killAtRandomMoments(ground, 5);
    },
  );
});
