import { and, eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import type { Access } from "../../access/can";
import type { Db } from "../client";
import { auditEvents, members } from "../schema";
import { describeOnEachEngine } from "../testing";
import { openTestPostgres } from "../testing-postgres";
import { requireBoard } from "./boards";
import { createInvitation, joinAsGuest, joinBoard, listInvitations } from "./invitations";
import { changeMember, listMembers, removeMember } from "./members";
import { type Person, aBoard, aPerson, aSeat } from "./testing-people";

const alone = { revokeLinks: false };
const aLink = (db: Db, by: Person, boardId: string, access: Access) =>
  createInvitation(db, by, boardId, { roleId: "client", access, days: 7, maxUses: null });
const openLinks = async (db: Db, by: Person, boardId: string) =>
  (await listInvitations(db, by, boardId))
    .filter((each) => each.state === "open")
    .map((each) => each.id)
    .sort();

describeOnEachEngine("members", (open) => {
  test("are listed to members, and the board does not exist for anybody else", async () => {
    const db = await open();
    const fay = await aPerson(db, "Fay");
    const eve = await aPerson(db, "Eve", { isAdmin: true });
    const boardId = await aBoard(db, fay);
    expect(await listMembers(db, fay, boardId)).toMatchObject([{ name: "Fay", access: "facilitator" }]);
    await expect(listMembers(db, eve, boardId)).rejects.toThrow("not-found");
    await expect(listMembers(db, eve, "no-such-board")).rejects.toThrow("not-found");
  });

  test("are changed and removed by facilitators only", async () => {
    const db = await open();
    const [fay, bo, cy] = [await aPerson(db, "Fay"), await aPerson(db, "Bo"), await aPerson(db, "Cy")];
    const boardId = await aBoard(db, fay);
    await aSeat(db, boardId, bo, "editor", "client");
    await aSeat(db, boardId, cy, "observer", null);
    const to = { roleId: "engineer", access: "voter" as const };
    await expect(changeMember(db, bo, boardId, cy.userId, to)).rejects.toThrow("not-allowed");
    await expect(removeMember(db, bo, boardId, cy.userId, alone)).rejects.toThrow("not-allowed");
    await changeMember(db, fay, boardId, cy.userId, to);
    expect((await listMembers(db, fay, boardId)).find((each) => each.name === "Cy")).toMatchObject(to);
    await removeMember(db, fay, boardId, cy.userId, alone);
    await expect(requireBoard(db, cy, boardId, "board:read")).rejects.toThrow("not-found");
    await expect(changeMember(db, fay, boardId, cy.userId, to)).rejects.toThrow("not-a-member");
  });

  test("have one of the board's roles, and a voter has one", async () => {
    const db = await open();
    const [fay, bo] = [await aPerson(db, "Fay"), await aPerson(db, "Bo")];
    const boardId = await aBoard(db, fay);
    await aSeat(db, boardId, bo, "voter", "client");
    const change = (roleId: string | null) =>
      changeMember(db, fay, boardId, bo.userId, { roleId, access: "voter" });
    await expect(change(null)).rejects.toThrow("role-missing");
    await expect(change("emperor")).rejects.toThrow("role-missing");
  });

  test("keep a facilitator among them, even when two leave at the same moment", async () => {
    const db = await open();
    const [fay, bo] = [await aPerson(db, "Fay"), await aPerson(db, "Bo")];
    const boardId = await aBoard(db, fay);
    await expect(removeMember(db, fay, boardId, fay.userId, alone)).rejects.toThrow("last-facilitator");
    await expect(
      changeMember(db, fay, boardId, fay.userId, { roleId: "client", access: "voter" }),
    ).rejects.toThrow("last-facilitator");
    await aSeat(db, boardId, bo, "facilitator", null);
    const outcomes = await Promise.allSettled([
      removeMember(db, fay, boardId, fay.userId, alone),
      removeMember(db, bo, boardId, bo.userId, alone),
    ]);
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toMatchObject([{ reason: { code: "last-facilitator" } }]);
    const left = await db
      .select()
      .from(members)
      .where(and(eq(members.boardId, boardId), eq(members.access, "facilitator")));
    expect(left).toHaveLength(1);
  });

  test("removed, do not come back through a link they have, but through a later one", async () => {
    const db = await open();
    const [fay, bo] = [await aPerson(db, "Fay"), await aPerson(db, "Bo", { isGuest: true })];
    const boardId = await aBoard(db, fay);
    const terms = { roleId: "client", access: "editor" as const, days: 7, maxUses: null };
    const old = await createInvitation(db, fay, boardId, terms);
    await joinBoard(db, bo, old, null);
    await removeMember(db, fay, boardId, bo.userId, alone);
    await expect(joinBoard(db, bo, old, null)).rejects.toThrow("removed-from-board");
    await expect(requireBoard(db, bo, boardId, "board:read")).rejects.toThrow("not-found");
    const later = await createInvitation(db, fay, boardId, { ...terms, access: "voter" });
    expect(await joinBoard(db, bo, later, null)).toBe(boardId);
    // Nor does the old one raise them now.
    await joinBoard(db, bo, old, null);
    expect((await requireBoard(db, bo, boardId, "board:read")).access).toBe("voter");
  });

  test("whose access was set keep it, whatever an older link says", async () => {
    const db = await open();
    const [fay, bo] = [await aPerson(db, "Fay"), await aPerson(db, "Bo")];
    const boardId = await aBoard(db, fay);
    const terms = { roleId: "client", access: "facilitator" as const, days: 7, maxUses: null };
    const old = await createInvitation(db, fay, boardId, terms);
    await joinBoard(db, bo, old, null);
    await changeMember(db, fay, boardId, bo.userId, { roleId: "client", access: "observer" });
    expect(await joinBoard(db, bo, old, null)).toBe(boardId);
    expect((await requireBoard(db, bo, boardId, "board:read")).access).toBe("observer");
    await joinBoard(db, bo, await createInvitation(db, fay, boardId, { ...terms, access: "editor" }), null);
    expect((await requireBoard(db, bo, boardId, "board:read")).access).toBe("editor");
  });

  test("removed, take the strong links they made with them, and every link when asked", async () => {
    const db = await open();
    const [fay, bo, cy] = [await aPerson(db, "Fay"), await aPerson(db, "Bo"), await aPerson(db, "Cy")];
    const boardId = await aBoard(db, fay);
    await aSeat(db, boardId, bo, "facilitator", null);
    await aSeat(db, boardId, cy, "observer", null);
    const link = (by: Person, access: Access) => aLink(db, by, boardId, access);
    const gone = [await link(bo, "facilitator"), await link(bo, "editor")];
    const kept = [await link(bo, "voter"), await link(fay, "facilitator")];
    expect(await openLinks(db, fay, boardId)).toEqual([...gone, ...kept].sort());
    await removeMember(db, fay, boardId, bo.userId, alone);
    expect(await openLinks(db, fay, boardId)).toEqual([...kept].sort());
    await removeMember(db, fay, boardId, cy.userId, { revokeLinks: true });
    expect(await openLinks(db, fay, boardId)).toEqual([]);
  });

  test("whose access is lowered let nobody in above it through a link they made", async () => {
    const db = await open();
    const [fay, bo] = [await aPerson(db, "Fay"), await aPerson(db, "Bo")];
    const boardId = await aBoard(db, fay);
    await aSeat(db, boardId, bo, "facilitator", null);
    const link = (by: Person, access: Access) => aLink(db, by, boardId, access);
    const gone = [await link(bo, "facilitator"), await link(bo, "editor")];
    const kept = [await link(bo, "voter"), await link(bo, "observer"), await link(fay, "facilitator")];
    const change = (access: Access) =>
      changeMember(db, fay, boardId, bo.userId, { roleId: "client", access });
    await change("facilitator");
    expect(await openLinks(db, fay, boardId)).toEqual([...gone, ...kept].sort());
    await change("voter");
    expect(await openLinks(db, fay, boardId)).toEqual([...kept].sort());
    const guest = { name: "Bo again", locale: "en" as const, roleId: null };
    for (const id of gone) await expect(joinAsGuest(db, id, guest)).rejects.toThrow("invitation-revoked");
    await joinAsGuest(db, kept[0], guest);
    const noted = await db.select().from(auditEvents).where(eq(auditEvents.action, "invitation.revoked"));
    expect(noted.map((each) => each.actorId)).toEqual([fay.userId, fay.userId]);
    expect(noted.map(({ detail }) => (detail as { invitation: string }).invitation).sort()).toEqual(
      [...gone].sort(),
    );
    await change("editor");
    expect(await openLinks(db, fay, boardId)).toEqual([...kept].sort());
  });
});

const server = process.env.TEST_DATABASE_URL;
// Two transactions under way at once take two connections; the embedded database has one.
test.skipIf(!server)(
  `a right that is taken away meanwhile is used before that or not at all${server ? "" : ": TEST_DATABASE_URL is not set"}`,
  async () => {
    const { db, close } = await openTestPostgres(server ?? "");
    const [fay, bo, cy] = [await aPerson(db, "Fay"), await aPerson(db, "Bo"), await aPerson(db, "Cy")];
    let boards = 0;
    const board = async () => {
      const boardId = await aBoard(db, fay, `board-${++boards}`);
      await aSeat(db, boardId, bo, "facilitator", null);
      await aSeat(db, boardId, cy, "voter", "client");
      return boardId;
    };
    /** Begins `second` when `first` has done its part, and commits `first` once `second` waits, or has not waited. */
    const overlap = async (first: (tx: Db) => Promise<unknown>, second: () => Promise<unknown>) => {
      const outcome = await db.transaction(async (tx) => {
        await first(tx as unknown as Db);
        let over = false;
        const running = Promise.allSettled([second()]).finally(() => {
          over = true;
        });
        await vi.waitUntil(async () => over || (await somebodyWaits(db)), { timeout: 10_000 });
        return { running };
      });
      return (await outcome.running)[0];
    };
    const demote = (tx: Db, boardId: string) =>
      changeMember(tx, fay, boardId, bo.userId, { roleId: "client", access: "voter" });
    const remove = (tx: Db, boardId: string) => removeMember(tx, fay, boardId, bo.userId, alone);
    const refused = (code: string) => ({ status: "rejected", reason: { code } });

    // Taken away first: no link, nobody promoted, nobody removed.
    for (const [take, code] of [[demote, "not-allowed"] as const, [remove, "not-found"] as const]) {
      for (const use of [
        (boardId: string) => aLink(db, bo, boardId, "facilitator"),
        (boardId: string) =>
          changeMember(db, bo, boardId, cy.userId, { roleId: "client", access: "facilitator" }),
        (boardId: string) => removeMember(db, bo, boardId, cy.userId, alone),
      ]) {
        const boardId = await board();
        expect(
          await overlap(
            (tx) => take(tx, boardId),
            () => use(boardId),
          ),
        ).toMatchObject(refused(code));
        expect(await openLinks(db, fay, boardId)).toEqual([]);
        expect((await requireBoard(db, cy, boardId, "board:read")).access).toBe("voter");
      }
      // Used first: the link is there when the right goes, and goes with it.
      const boardId = await board();
      expect(
        await overlap(
          (tx) => aLink(tx, bo, boardId, "facilitator"),
          () => take(db, boardId),
        ),
      ).toMatchObject({ status: "fulfilled" });
      expect(await openLinks(db, fay, boardId)).toEqual([]);
    }

    // Each takes it from the other: one does.
    const boardId = await board();
    const outcomes = await Promise.allSettled([
      removeMember(db, fay, boardId, bo.userId, alone),
      removeMember(db, bo, boardId, fay.userId, alone),
    ]);
    expect(outcomes.filter(({ status }) => status === "rejected")).toMatchObject([refused("not-found")]);
    await close();
  },
);

async function somebodyWaits(db: Db): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}
