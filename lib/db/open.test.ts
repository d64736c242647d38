import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { migrateEmbedded } from "./migrate";
import { instanceSettings } from "./schema";
import { describeOnEachEngine } from "./testing";

describeOnEachEngine("database", (open) => {
  test("is migrated and empty, also the second time", async () => {
    const first = await open();
    await first.insert(instanceSettings).values({ key: "open-signup", value: true });
    const second = await open();
    expect(await second.select().from(instanceSettings)).toEqual([]);
  });

  test("migrates again without doing anything", async () => {
    const db = await open();
    const applied = async () =>
      (await db.execute(sql`select id, hash from drizzle.__drizzle_migrations order by id`)).rows;
    const before = await applied();
    expect(before.length).toBeGreaterThan(0);
    await migrateEmbedded(db);
    expect(await applied()).toEqual(before);
  });
});
