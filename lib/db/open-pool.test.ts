import net from "node:net";
import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { databaseLine } from "./database-line";
import { drizzleOn } from "./drizzle-on";
import { openPool } from "./open-pool";

const url = process.env.TEST_DATABASE_URL;

// An error event without a listener would end this process, as it would the product's.
test.skipIf(!url)(
  `a connection lost within a transaction rejects it, and the next one works${url ? "" : ": TEST_DATABASE_URL is not set"}`,
  async () => {
    const warned: string[] = [];
    const log = { info() {}, warn: (_: object, message: string) => warned.push(message), error() {} };
    const pool = openPool({ connectionString: url ?? "" }, log);
    onTestFinished(() => pool.end());
    const db = drizzleOn(pool);
    const lost = new Promise<void>((resolve) =>
      pool.once("connect", (client) => client.once("end", () => resolve())),
    );
    const torn = db.transaction(async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await db.execute(sql`select pg_terminate_backend(${rows[0]?.pid})`);
      await lost;
      await tx.execute(sql`select 1`);
    });
    await expect(torn).rejects.toThrow();
    expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  },
);

/** Between a pool and its server, and swallows everything when told to. */
async function openHole(to: string): Promise<{ url: string; swallow: (isOn: boolean) => void }> {
  const { hostname, port } = new URL(to);
  let swallows = false;
  const server = net.createServer((near) => {
    const other = net.connect(Number(port), hostname);
    for (const [from, into] of [
      [near, other],
      [other, near],
    ] as const) {
      from.on("data", (data) => swallows || into.write(data));
      from.on("error", () => into.destroy());
      from.on("close", () => into.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = new URL(to);
  url.port = String((server.address() as net.AddressInfo).port);
  return { url: url.href, swallow: (isOn) => (swallows = isOn) };
}

test.skipIf(!url)(
  `a line that swallows everything is given up, and the next one works${url ? "" : ": TEST_DATABASE_URL is not set"}`,
  async () => {
    const hole = await openHole(url ?? "");
    const log = { info() {}, warn() {}, error() {} };
    const pool = openPool({ connectionString: hole.url, max: 1, stream: () => databaseLine(3_000) }, log);
    onTestFinished(() => pool.end());
    const db = drizzleOn(pool);
    const one = async () => (await db.execute(sql`select 1 as one`)).rows;
    expect(await one()).toEqual([{ one: 1 }]);
    hole.swallow(true);
    await expect(one()).rejects.toThrow("silent");
    await expect(db.transaction((tx) => tx.execute(sql`select 1`))).rejects.toThrow();
    hole.swallow(false);
    expect(await one()).toEqual([{ one: 1 }]);
  },
  60_000,
);
