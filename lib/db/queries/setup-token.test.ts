import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { instanceSettings, users } from "../schema";
import { describeOnEachEngine } from "../testing";
import { SETUP_TOKEN_KEY, hashSetupToken, issueSetupToken } from "./setup-token";

describeOnEachEngine("setup token", (open) => {
  test("is new at each start while there is no administrator, and only its hash is stored", async () => {
    const db = await open();
    const first = await issueSetupToken(db);
    const second = await issueSetupToken(db);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(first);
    const rows = await db.select().from(instanceSettings).where(eq(instanceSettings.key, SETUP_TOKEN_KEY));
    expect(rows).toEqual([{ key: SETUP_TOKEN_KEY, value: hashSetupToken(second ?? "") }]);
  });

  test("is none once there is an administrator, and the last one goes", async () => {
    const db = await open();
    await issueSetupToken(db);
    await db.insert(users).values({ name: "Ada", email: "ada@example.org", isAdmin: true });
    expect(await issueSetupToken(db)).toBeNull();
    expect(await db.select().from(instanceSettings)).toEqual([]);
  });
});
