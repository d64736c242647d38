import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { members } from "../schema";
import { describeOnEachEngine } from "../testing";
import { requireBoard } from "./boards";
import { changeMember, listMembers, removeMember } from "./members";
import { aBoard, aPerson, aSeat } from "./testing-people";

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
    await expect(removeMember(db, bo, boardId, cy.userId)).rejects.toThrow("not-allowed");
    await changeMember(db, fay, boardId, cy.userId, to);
    expect((await listMembers(db, fay, boardId)).find((each) => each.name === "Cy")).toMatchObject(to);
    await removeMember(db, fay, boardId, cy.userId);
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
    await expect(removeMember(db, fay, boardId, fay.userId)).rejects.toThrow("last-facilitator");
    await expect(
      changeMember(db, fay, boardId, fay.userId, { roleId: "client", access: "voter" }),
    ).rejects.toThrow("last-facilitator");
    await aSeat(db, boardId, bo, "facilitator", null);
    const outcomes = await Promise.allSettled([
      removeMember(db, fay, boardId, fay.userId),
      removeMember(db, bo, boardId, bo.userId),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const left = await db
      .select()
      .from(members)
      .where(and(eq(members.boardId, boardId), eq(members.access, "facilitator")));
    expect(left).toHaveLength(1);
  });
});
