import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { members } from "../schema";
import { describeOnEachEngine } from "../testing";
import { requireBoard } from "./boards";
import { createInvitation, joinBoard, listInvitations } from "./invitations";
import { changeMember, listMembers, removeMember } from "./members";
import { aBoard, aPerson, aSeat } from "./testing-people";

const alone = { revokeLinks: false };

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
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
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
    const link = (by: typeof fay, access: "facilitator" | "editor" | "voter") =>
      createInvitation(db, by, boardId, { roleId: "client", access, days: 7, maxUses: null });
    const gone = [await link(bo, "facilitator"), await link(bo, "editor")];
    const kept = [await link(bo, "voter"), await link(fay, "facilitator")];
    const openLinks = async () =>
      (await listInvitations(db, fay, boardId))
        .filter((each) => each.state === "open")
        .map((each) => each.id)
        .sort();
    expect(await openLinks()).toEqual([...gone, ...kept].sort());
    await removeMember(db, fay, boardId, bo.userId, alone);
    expect(await openLinks()).toEqual([...kept].sort());
    await removeMember(db, fay, boardId, cy.userId, { revokeLinks: true });
    expect(await openLinks()).toEqual([]);
  });
});
