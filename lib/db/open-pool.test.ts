import { sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
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
