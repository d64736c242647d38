// PostgreSQL goes away, comes back, stands still, is slow, and loses its lines under a commit.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type PostgresService, startPostgres } from "../../scripts/services.mjs";
import { Ground } from "./testing-ground";
import { random } from "./testing-people";
import type { BoardProcess } from "./testing-process";
import { TcpLine } from "./testing-tcp-line";
import { Workshop } from "./testing-workshop";

// Several processes one after the other, each with a database, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

// Its own: the other tests' server must not be stopped under them.
const service = await startPostgres();
const missing = "missing" in service ? service.missing : undefined;

describe.skipIf(missing !== undefined)(`database outages${missing ? `: ${missing}` : ""}`, () => {
  const postgres = service as PostgresService;
  const chance = random(3);
  /** Between the board server and its database. */
  let line: TcpLine;
  let ground: Ground;
  let server: BoardProcess;
  let workshop: Workshop;

  beforeAll(async () => {
    line = await TcpLine.open();
    ground = await Ground.postgres(postgres.url, (own) => {
      line.target = { host: own.hostname, port: Number(own.port) };
      const seen = new URL(own);
      seen.port = String(line.port);
      return seen;
    });
    server = await ground.start();
    workshop = new Workshop(ground, chance);
    expect(await workshop.violations(server)).toEqual([]);
  });
  afterAll(async () => {
    workshop?.destroy();
    await ground?.close();
    await line?.close();
    if (missing === undefined) await postgres.stop();
  });

  beforeEach(async () => {
    for (const drawer of workshop.drawers) drawer.closeCodes.length = 0;
    workshop.connect(server.port);
    workshop.startDrawing();
    workshop.startVoting(server.url, 8);
    await workshop.acknowledges(20, 5);
  });

  /** Everybody comes back by themselves, everything is saved, and nobody waited for the process itself. */
  async function expectRecovery(): Promise<void> {
    const votes = workshop.voters.map((voter) => voter.vote(server.url, chance));
    expect(await Promise.all(votes)).toEqual(votes.map(() => 200));
    await workshop.allSaved();
    expect(await workshop.violations(server)).toEqual([]);
    expect(await workshop.differences(server)).toEqual([]);
    expect(await server.longestStallMs()).toBeLessThan(2_000);
    expect(server.child.exitCode).toBeNull();
  }

  test.each(["SIGINT", "SIGKILL"] as const)(
    "[SY182] [SY189] stopped by %s and started again: sockets are told 4503 and nothing is called saved meanwhile",
    async (signal) => {
      await postgres.halt(signal);
      const made = workshop.drawers.map((drawer) => drawer.history.length);
      for (const drawer of workshop.drawers) drawer.place();
      const closes = workshop.drawers.map((drawer) => drawer.closeCodes.length);
      await Promise.all(
        workshop.drawers.map((drawer, at) => drawer.until(closedTwiceSince(closes[at] ?? 0))),
      );
      // They came back at least once while it was away, and were told the same.
      for (const drawer of workshop.drawers) expect(new Set(drawer.closeCodes)).toEqual(new Set([4503]));
      expect(await workshop.voters[0]?.vote(server.url, chance)).toBe(500);
      for (const [at, drawer] of workshop.drawers.entries()) {
        expect(drawer.acknowledged).toBeLessThanOrEqual(made[at] ?? 0);
      }
      await workshop.stop();
      workshop.disconnect();
      expect(await postgres.relaunch()).toBe(true);

      expect(await workshop.violations(server)).toEqual([]);
      workshop.connect(server.port);
      await expectRecovery();
    },
  );

  test("[SY183] [SY189] standing still for 3 s: edits are relayed, nothing is called saved, nobody is cut", async () => {
    const [author, witness] = workshop.drawers;
    if (!author || !witness) throw new Error("nobody draws");
    postgres.signal("SIGSTOP");
    try {
      const made = author.history.length;
      await witness.sees(author.place());
      await delay(3_000);
      expect(author.acknowledged).toBeLessThanOrEqual(made);
    } finally {
      postgres.signal("SIGCONT");
    }
    await workshop.stop();
    await expectRecovery();
    for (const drawer of workshop.drawers) expect(drawer.closeCodes).toEqual([]);
  });

  test("[SY183] [SY189] 50 ms away, and its lines cut under commits: who comes back brings what is not stored, once", async () => {
    line.delayMs = 25;
    try {
      for (let cut = 0; cut < 5; cut++) {
        await workshop.acknowledges(5, 2);
        // On the way out or on the way back: the server cannot know whether a commit was made.
        await delay(chance() * 100);
        line.cut();
      }
      await workshop.stop();
      await expectRecovery();
      const codes = workshop.drawers.flatMap((drawer) => drawer.closeCodes);
      expect(new Set(codes)).toEqual(new Set([4503]));
    } finally {
      line.delayMs = 0;
    }
  });
});

const closedTwiceSince =
  (before: number) =>
  ({ closeCodes }: { closeCodes: readonly number[] }): boolean =>
    closeCodes.length >= before + 2;
