import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Ground } from "./testing-ground";
import { random } from "./testing-people";
import { Workshop, read } from "./testing-workshop";

// Several processes one after the other, each with a database, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const MIN_FREE_MB = 500;
let ground: Ground;
let workshop: Workshop;
const chance = random(4);

const diskFile = () => path.join(ground.dataDir, "test-disk.json");
const disk = (state: { freeMb: number; full: boolean }) => {
  // At once: the other process reads it whenever it writes.
  fs.writeFileSync(`${diskFile()}.next`, JSON.stringify(state));
  fs.renameSync(`${diskFile()}.next`, diskFile());
};
const start = () =>
  ground.start({ ...ground.smallDisk(diskFile()), PLATEAU_MIN_FREE_MB: String(MIN_FREE_MB) });

beforeEach(async () => {
  ground = await Ground.embedded();
  workshop = new Workshop(ground, chance);
  disk({ freeMb: 900, full: false });
});
afterEach(async () => {
  workshop.destroy();
  await ground.close();
});

test("[SY184] [SY189] nearly full: edits and ballots are refused early, reading goes on, and all is saved once there is room", async () => {
  const server = await start();
  expect(await workshop.violations(server)).toEqual([]);
  workshop.connect(server.port);
  workshop.startDrawing();
  workshop.startVoting(server.url);
  await workshop.acknowledges(20, 5);

  disk({ freeMb: 100, full: false });
  await Promise.all(
    workshop.drawers.map((drawer) => drawer.until(({ notices }) => notices.includes("disk-nearly-full"))),
  );
  await workshop.stop();
  const acknowledged = workshop.drawers.map((drawer) => drawer.acknowledged);
  for (const drawer of workshop.drawers) drawer.place();
  const [voter] = workshop.voters;
  expect(await voter?.vote(server.url, chance)).toBe(507);
  // Who comes now gets the board; a page and one's own ballot can be read.
  expect(await workshop.violations(server)).toEqual([]);
  const { boardId, roundId, lead } = ground.seeded;
  for (const address of [`/boards/${boardId}`, `/boards/${boardId}/rounds/${roundId}/ballot`]) {
    const answer = await fetch(server.url + address, { headers: { cookie: voter?.seat.cookie ?? "" } });
    expect(answer.status).toBe(200);
  }
  expect(workshop.drawers.map((drawer) => drawer.acknowledged)).toEqual(acknowledged);

  disk({ freeMb: 900, full: false });
  await workshop.allSaved();
  expect(await voter?.vote(server.url, chance)).toBe(200);
  expect(await workshop.violations(server)).toEqual([]);
  expect(await workshop.differences(server)).toEqual([]);
  expect((await read(server, boardId, lead)).share.size).toBeGreaterThan(0);
  expect(workshop.drawers.flatMap(({ closeCodes }) => closeCodes)).toEqual([]);
  expect(await server.longestStallMs()).toBeLessThan(2_000);
});

test("[SY185] [SY189] full before anybody noticed: the process ends and says why, and what was acknowledged is there afterwards", async () => {
  const server = await start();
  expect(await workshop.violations(server)).toEqual([]);
  workshop.connect(server.port);
  workshop.startDrawing();
  workshop.startVoting(server.url);
  await workshop.acknowledges(20, 5);

  disk({ freeMb: 900, full: true });
  let ended = false;
  const gone = server.ended.finally(() => {
    ended = true;
  });
  // Pages of the table that are there already take some more before it has to grow.
  const [filler] = workshop.drawers;
  while (!ended && filler) {
    const before = filler.acknowledged;
    filler.place(incompressible(200_000));
    await Promise.race([gone, filler.until((drawer) => drawer.acknowledged > before)]);
  }
  expect(await gone).toBe(1);
  expect(server.errors).toContain("The disk is full, Plateau has stopped.");
  expect(await server.longestStallMs()).toBeLessThan(2_000);
  await workshop.stop();
  workshop.disconnect();

  disk({ freeMb: 900, full: false });
  const again = await start();
  expect(await workshop.violations(again)).toEqual([]);
  workshop.connect(again.port);
  await workshop.allSaved();
  expect(await workshop.violations(again)).toEqual([]);
  expect(await workshop.differences(again)).toEqual([]);
});

/** PostgreSQL would keep a long run of one letter in a few bytes. */
const incompressible = (length: number): string =>
  Array.from({ length }, () => String.fromCharCode(33 + Math.floor(chance() * 90))).join("");
