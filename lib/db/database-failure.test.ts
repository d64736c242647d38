import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { AppError } from "../errors";
import { DatabaseFailure } from "./database-failure";
import { instanceSettings, users } from "./schema";
import { describeOnEachEngine } from "./testing";

const SECRET = "ada@example.org";

/** All that a log could print of an error: its own fields, its stack, its causes. */
function printed(error: unknown): string {
  const parts: string[] = [];
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    parts.push(each.stack ?? "", JSON.stringify(each, Object.getOwnPropertyNames(each)));
  }
  return parts.join("\n");
}

describeOnEachEngine("a statement that fails", (open) => {
  test("says what went wrong and where, never with what", async () => {
    const db = await open();
    const ada = { name: "Ada", email: SECRET };
    await db.insert(users).values(ada);
    const failures = [
      db.insert(users).values(ada),
      db.transaction((tx) => tx.insert(users).values(ada)),
      db.transaction((tx) => tx.transaction((inner) => inner.insert(users).values(ada))),
      db.execute(sql`select ${SECRET}::int`),
      db.query.users.findFirst({ where: sql`${users.email}::int = ${1}` }),
    ];
    for (const failure of await Promise.allSettled(failures)) {
      const { reason } = failure as PromiseRejectedResult;
      expect(reason).toBeInstanceOf(DatabaseFailure);
      expect(printed(reason)).not.toContain(SECRET);
    }
    await expect(failures[0]).rejects.toMatchObject({
      code: "23505",
      constraint: "users_email_unique",
      statement: expect.stringContaining("insert into"),
    });
  });

  test("is told apart from what the code around it throws", async () => {
    const db = await open();
    const refusal = new AppError("not-found");
    const run = db.transaction(async (tx) => {
      await tx.insert(instanceSettings).values({ key: "open-signup", value: true });
      throw refusal;
    });
    await expect(run).rejects.toBe(refusal);
    expect(await db.select().from(instanceSettings)).toEqual([]);
  });
});
