import { describe, expect, test, vi } from "vitest";
import pino from "pino";
import { describeBus } from "./bus.contract";
import { MemoryNetwork } from "./memory-bus";
import { RedisBus } from "./redis-bus";
import { Line } from "./testing-redis";

const quiet = pino({ level: "silent" });

describeBus("memory", async () => {
  const network = new MemoryNetwork();
  const [a, b] = [network.connect(), network.connect()];
  return {
    a,
    b,
    cut: async () => b.setLine("cut"),
    mend: async () => b.setLine("up"),
    close: async () => void (await Promise.all([a.close(), b.close()])),
  };
});

const url = process.env.TEST_REDIS_URL;
// A real Redis or none: `npm test` starts one where it can, and names what was left out where it cannot.
describe.skipIf(!url)(`with Redis${url ? "" : ": TEST_REDIS_URL is not set"}`, () => {
  describeBus("redis", async () => {
    const { hostname, port } = new URL(url ?? "");
    expect(hostname).toMatch(/^(127\.0\.0\.1|localhost)$/);
    const line = await Line.to(Number(port));
    const a = new RedisBus(url ?? "", quiet);
    const b = new RedisBus(`redis://127.0.0.1:${line.port}`, quiet);
    return {
      a,
      b,
      cut: async () => line.cut(),
      mend: async () => line.mend(),
      close: async () => {
        await Promise.all([a.close(), b.close()]);
        await line.close();
      },
    };
  });
});

test("[SY151] a Redis that nobody answers at is said once, and tried again until it is there", async () => {
  const line = await Line.to(1);
  const warnings: string[] = [];
  const log = pino({ level: "warn" }, { write: (text: string) => void warnings.push(text) });
  line.cut();
  const bus = new RedisBus(`redis://127.0.0.1:${line.port}`, log);
  await vi.waitFor(() => expect(warnings).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain("Redis cannot be reached");
  expect(bus.isConnected).toBe(false);
  await bus.close();
  await line.close();
});
