import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { users } from "../schema";
import { describeOnEachEngine } from "../testing";
import { createFirstAdministrator, hasAdministrator, isSetupToken } from "./setup";
import { hashSetupToken, issueSetupToken } from "./setup-token";

const account = (email: string) => ({ name: "Ada", email, passwordHash: "x", locale: "en" as const });

describeOnEachEngine("the first administrator", (open) => {
  test("is made through the printed link, once", async () => {
    const db = await open();
    const token = await issueSetupToken(db);
    const hash = hashSetupToken(token ?? "");
    expect(await isSetupToken(db, hash)).toBe(true);
    await createFirstAdministrator(db, hash, account("ada@example.org"));
    expect(await hasAdministrator(db)).toBe(true);
    expect(await isSetupToken(db, hash)).toBe(false);
    await expect(createFirstAdministrator(db, hash, account("eve@example.org"))).rejects.toThrow(
      "setup-done",
    );
  });

  test("is not made by a wrong token, and the right one still works", async () => {
    const db = await open();
    const token = await issueSetupToken(db);
    await expect(
      createFirstAdministrator(db, hashSetupToken("guess"), account("eve@example.org")),
    ).rejects.toThrow("setup-done");
    expect(await hasAdministrator(db)).toBe(false);
    expect(await isSetupToken(db, hashSetupToken(token ?? ""))).toBe(true);
  });

  test("is one, when two people use the link at the same moment", async () => {
    const db = await open();
    const hash = hashSetupToken((await issueSetupToken(db)) ?? "");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => createFirstAdministrator(db, hash, account(`a${i}@example.org`))),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await db.select().from(users).where(eq(users.isAdmin, true))).toHaveLength(1);
    expect(await db.select().from(users)).toHaveLength(1);
  });
});
