import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { authSessions } from "../schema";
import { describeOnEachEngine } from "../testing";
import { endSession, endSessions, findSeat, findSession, listSessions, startSession } from "./sessions";
import { isSignupOpen, setSignupOpen, signUpOpenly } from "./settings";
import { aBoard, aPerson, aSeat } from "./testing-people";
import { findSignIn, getProfile, listUsers, updateProfile } from "./users";

describeOnEachEngine("sessions and accounts", (open) => {
  test("a session names its person until its row is gone", async () => {
    const db = await open();
    const ada = await aPerson(db, "Ada", { isAdmin: true });
    const id = await startSession(db, ada.userId);
    expect(await findSession(db, id)).toEqual({
      sessionId: id,
      userId: ada.userId,
      name: "Ada",
      email: "ada@example.org",
      isAdmin: true,
      isGuest: false,
    });
    await endSession(db, id);
    expect(await findSession(db, id)).toBeUndefined();
  });

  test("a session is over after thirty days, and the next sign-in clears it away", async () => {
    const db = await open();
    const ada = await aPerson(db, "Ada");
    const id = await startSession(db, ada.userId);
    await db.update(authSessions).set({ createdAt: sql`now() - interval '31 days'` });
    expect(await findSession(db, id)).toBeUndefined();
    await startSession(db, ada.userId);
    expect(await db.select().from(authSessions).where(eq(authSessions.id, id))).toEqual([]);
  });

  test("a seat is who the session belongs to and how they stand to a board, for many who ask at once", async () => {
    const db = await open();
    const [ada, bo] = [await aPerson(db, "Ada"), await aPerson(db, "Bo")];
    const [one, two] = [await aBoard(db, ada), await aBoard(db, bo, "board-2")];
    await aSeat(db, one, bo, "voter", "client");
    const [hers, his] = [await startSession(db, ada.userId), await startSession(db, bo.userId)];
    const nobody = "00000000-0000-0000-0000-000000000000";
    const asked = [
      [hers, one],
      [hers, two],
      [hers, "no-board"],
      [his, one],
      [his, two],
      [nobody, one],
      ["forged", one],
    ] as const;
    const seats = await Promise.all(asked.map(([session, board]) => findSeat(db, session, board)));
    const leads = { access: "facilitator", roleId: null };
    expect(seats.map((seat) => seat && [seat.user.name, seat.standing])).toEqual([
      ["Ada", leads],
      ["Ada", null],
      ["Ada", null],
      ["Bo", { access: "voter", roleId: "client" }],
      ["Bo", leads],
      undefined,
      undefined,
    ]);
    expect(seats[0]?.user).toEqual(await findSession(db, hers));
    await db.update(authSessions).set({ createdAt: sql`now() - interval '31 days'` });
    expect(await findSeat(db, hers, one)).toBeUndefined();
  });

  test("people end their own sessions elsewhere, nobody else's", async () => {
    const db = await open();
    const [ada, bo] = [await aPerson(db, "Ada"), await aPerson(db, "Bo")];
    const [here, there] = [await startSession(db, ada.userId), await startSession(db, ada.userId)];
    const his = await startSession(db, bo.userId);
    expect(await listSessions(db, ada)).toHaveLength(2);
    expect(await endSessions(db, ada, here)).toEqual([there]);
    expect(await findSession(db, here)).toBeDefined();
    expect(await endSessions(db, ada, null)).toEqual([here]);
    expect(await findSession(db, his)).toBeDefined();
  });

  test("accounts are open only while the administrator says so", async () => {
    const db = await open();
    const ada = await aPerson(db, "Ada", { isAdmin: true });
    const account = { name: "Bo", email: "bo@example.org", passwordHash: "x", locale: "fr" as const };
    expect(await isSignupOpen(db)).toBe(false);
    await expect(signUpOpenly(db, account)).rejects.toThrow("signup-closed");
    await setSignupOpen(db, ada, true);
    const userId = await signUpOpenly(db, account);
    await expect(signUpOpenly(db, account)).rejects.toThrow("email-taken");
    const bo = { userId, isAdmin: false, isGuest: false };
    await expect(setSignupOpen(db, bo, false)).rejects.toThrow("not-found");
    await expect(listUsers(db, bo)).rejects.toThrow("not-found");
    await setSignupOpen(db, ada, false);
    expect(await isSignupOpen(db)).toBe(false);
    expect((await listUsers(db, ada)).map((user) => user.name)).toEqual(["Ada", "Bo"]);
  });

  test("a profile keeps markup as text", async () => {
    const db = await open();
    const bo = await aPerson(db, "Bo");
    await updateProfile(db, bo, { name: "<b>Bo</b>", locale: "fr" });
    expect(await getProfile(db, bo)).toEqual({ name: "<b>Bo</b>", email: "bo@example.org", locale: "fr" });
    expect(await findSignIn(db, "nobody@example.org")).toBeUndefined();
  });
});
