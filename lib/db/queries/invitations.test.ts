import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Access } from "../../access/can";
import type { Db } from "../client";
import { invitations, members, users } from "../schema";
import { describeOnEachEngine } from "../testing";
import {
  type NewInvitation,
  createAccountInvitation,
  createInvitation,
  joinAsGuest,
  joinBoard,
  listInvitations,
  readInvitation,
  revokeInvitation,
  signUpByInvitation,
} from "./invitations";
import { aBoard, aPerson, aSeat } from "./testing-people";

const voter: NewInvitation = { roleId: "client", access: "voter", days: 7, maxUses: null };
const guest = (name: string, roleId: string | null = null) => ({ name, locale: "fr" as const, roleId });
const account = (email: string) => ({ name: "Bo", email, passwordHash: "x", locale: "en" as const });

async function boardWithLink(db: Db, terms: Partial<NewInvitation> = {}) {
  const fay = await aPerson(db, "Fay");
  const boardId = await aBoard(db, fay);
  return { fay, boardId, link: await createInvitation(db, fay, boardId, { ...voter, ...terms }) };
}

async function accessOf(db: Db, userId: string): Promise<Access | undefined> {
  const [row] = await db.select().from(members).where(eq(members.userId, userId));
  return row?.access;
}

describeOnEachEngine("invitations", (open) => {
  test("say to their holder who invites to what, and seat a member with the link's role", async () => {
    const db = await open();
    const { boardId, link } = await boardWithLink(db);
    expect(await readInvitation(db, link)).toEqual({
      id: link,
      board: { id: boardId, title: "Which platform?", roleId: "client", access: "voter" },
      invitedBy: "Fay",
      state: "open",
    });
    const bo = await aPerson(db, "Bo");
    // What the joiner asks for does not matter where the link says it.
    expect(await joinBoard(db, bo, link, "engineer")).toBe(boardId);
    const [seat] = await db.select().from(members).where(eq(members.userId, bo.userId));
    expect(seat).toMatchObject({ roleId: "client", access: "voter" });
  });

  test("leave the role to the joiner, who must choose one of the board's to vote", async () => {
    const db = await open();
    const { link } = await boardWithLink(db, { roleId: null });
    const bo = await aPerson(db, "Bo");
    await expect(joinBoard(db, bo, link, null)).rejects.toThrow("role-missing");
    await expect(joinBoard(db, bo, link, "emperor")).rejects.toThrow("role-missing");
    await joinBoard(db, bo, link, "engineer");
    expect(await accessOf(db, bo.userId)).toBe("voter");
  });

  test("never seat twice, never lower access, and count one use", async () => {
    const db = await open();
    const { fay, boardId, link } = await boardWithLink(db);
    const bo = await aPerson(db, "Bo");
    await Promise.all(Array.from({ length: 5 }, () => joinBoard(db, bo, link, null)));
    expect((await listInvitations(db, fay, boardId))[0]?.uses).toBe(1);
    await joinBoard(db, fay, link, null);
    expect(await accessOf(db, fay.userId)).toBe("facilitator");
    const editors = await createInvitation(db, fay, boardId, { ...voter, access: "editor" });
    await joinBoard(db, bo, editors, null);
    await joinBoard(db, bo, link, null);
    expect(await accessOf(db, bo.userId)).toBe("editor");
    expect(await db.select().from(members).where(eq(members.userId, bo.userId))).toHaveLength(1);
  });

  test("are not used more often than they may, by twenty people at once", async () => {
    const db = await open();
    const { boardId, link } = await boardWithLink(db, { maxUses: 5 });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => joinAsGuest(db, link, guest(`Guest ${i}`))),
    );
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused).toHaveLength(15);
    for (const outcome of refused) expect(outcome.reason).toMatchObject({ code: "invitation-used-up" });
    expect(await db.select().from(members).where(eq(members.boardId, boardId))).toHaveLength(6);
    // Who was refused left nothing behind.
    expect(await db.select().from(users)).toHaveLength(6);
    expect((await readInvitation(db, link)).state).toBe("used-up");
  });

  test("tell expired, revoked and unknown apart", async () => {
    const db = await open();
    const { fay, boardId, link } = await boardWithLink(db);
    await db.update(invitations).set({ expiresAt: sql`now() - interval '1 second'` });
    await expect(joinAsGuest(db, link, guest("Bo"))).rejects.toThrow("invitation-expired");
    const second = await createInvitation(db, fay, boardId, voter);
    await revokeInvitation(db, fay, boardId, second);
    await expect(joinAsGuest(db, second, guest("Bo"))).rejects.toThrow("invitation-revoked");
    await expect(joinAsGuest(db, "nobody-made1", guest("Bo"))).rejects.toThrow("invitation-invalid");
    await expect(joinAsGuest(db, undefined, guest("Bo"))).rejects.toThrow("invitation-invalid");
    expect(await db.select().from(users)).toHaveLength(1);
  });

  test("are made, listed and revoked by facilitators of that board only", async () => {
    const db = await open();
    const { boardId, link } = await boardWithLink(db);
    const bo = await aPerson(db, "Bo");
    await expect(createInvitation(db, bo, boardId, voter)).rejects.toThrow("not-found");
    await expect(listInvitations(db, bo, boardId)).rejects.toThrow("not-found");
    await aSeat(db, boardId, bo, "editor", "client");
    await expect(createInvitation(db, bo, boardId, voter)).rejects.toThrow("not-allowed");
    await expect(revokeInvitation(db, bo, boardId, link)).rejects.toThrow("not-allowed");
    await aBoard(db, bo, "board-2");
    await expect(revokeInvitation(db, bo, "board-2", link)).rejects.toThrow("invitation-invalid");
    expect((await readInvitation(db, link)).state).toBe("open");
  });

  test("have terms within bounds", async () => {
    const db = await open();
    const { fay, boardId } = await boardWithLink(db);
    for (const terms of [{ days: 0 }, { days: 1.5 }, { days: 9999 }, { maxUses: 0 }, { maxUses: -3 }]) {
      await expect(createInvitation(db, fay, boardId, { ...voter, ...terms })).rejects.toThrow("bad-input");
    }
    await expect(createInvitation(db, fay, boardId, { ...voter, roleId: "emperor" })).rejects.toThrow(
      "role-missing",
    );
  });

  test("make an account and its seat in one step, or neither", async () => {
    const db = await open();
    const { boardId, link } = await boardWithLink(db, { maxUses: 1 });
    await expect(signUpByInvitation(db, link, account("fay@example.org"), null)).rejects.toThrow(
      "email-taken",
    );
    expect((await readInvitation(db, link)).state).toBe("open");
    expect(await signUpByInvitation(db, link, account("bo@example.org"), null)).toMatchObject({ boardId });
    await expect(signUpByInvitation(db, link, account("cy@example.org"), null)).rejects.toThrow(
      "invitation-used-up",
    );
  });

  test("for an account alone come from the administrator and lead to no board", async () => {
    const db = await open();
    const ada = await aPerson(db, "Ada", { isAdmin: true });
    const bo = await aPerson(db, "Bo");
    await expect(createAccountInvitation(db, bo, { days: 7, maxUses: 1 })).rejects.toThrow("not-found");
    const link = await createAccountInvitation(db, ada, { days: 7, maxUses: 1 });
    expect((await readInvitation(db, link)).board).toBeNull();
    await expect(joinAsGuest(db, link, guest("Cy"))).rejects.toThrow("invitation-invalid");
    expect(await signUpByInvitation(db, link, account("cy@example.org"), null)).toMatchObject({
      boardId: null,
    });
    expect((await readInvitation(db, link)).state).toBe("used-up");
  });
});
