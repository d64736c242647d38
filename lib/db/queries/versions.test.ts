import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Ground, type Person } from "../../../server/sync/testing";
import { setTaskTitle } from "../../board/tasks";
import type { BoardId, TaskId } from "../../ids";
import type { BoardHub } from "../../sync/board-hub";
import type { Db } from "../client";
import { auditEvents, boardUpdates, boardVersions, members } from "../schema";
import { describeOnEachEngine } from "../testing";
import { setWritesAllowed } from "../writable";
import {
  acceptQuarantine,
  compareVersion,
  keepNamedVersion,
  listVersions,
  nameVersion,
  restoreVersion,
} from "./versions";

const TASK = "t1" as TaskId;
/** No version is kept because a room was left meanwhile. */
const UNTOUCHED = { idleMs: 60_000 };

describeOnEachEngine("a board's versions", (open) => {
  let db: Db;
  let ground: Ground;
  let boardId: BoardId;
  let [fay, ed, vi, olu, eve]: Person[] = [];
  const seated = () => ({ fay, ed, vi, olu, eve }) as Record<"fay" | "ed" | "vi" | "olu" | "eve", Person>;
  const hub = (): BoardHub => ground.sync.hub;
  const rename = (title: string) =>
    hub().editBoard(boardId, seated().ed.user.userId, (doc) => setTaskTitle(doc, TASK, title));
  const titleNow = async () => (await hub().readBoard(boardId)).tasks[0]?.title;
  const newest = async () => (await listVersions(db, hub(), seated().fay.user, boardId))[0];
  const keep = async (name: string, by = seated().fay) => {
    await keepNamedVersion(db, hub(), by.user, boardId, name);
    return (await newest())?.id ?? "";
  };

  beforeEach(async () => {
    db = await open();
    ground = await Ground.open(db, UNTOUCHED);
    fay = await ground.addPerson("Fay");
    ed = await ground.addPerson("Ed");
    vi = await ground.addPerson("Vi");
    olu = await ground.addPerson("Olu");
    eve = await ground.addPerson("Eve");
    boardId = await ground.addBoard(fay);
    await ground.addMember(boardId, ed, "editor");
    await ground.addMember(boardId, vi, "voter", "client");
    await ground.addMember(boardId, olu, "observer");
  });
  afterEach(async () => {
    setWritesAllowed(true);
    await ground.close();
  });

  test("are listed newest first with who made them, after they left the board too", async () => {
    const { ed, olu } = seated();
    await keep("First", ed);
    await rename("Renamed");
    await hub().keepVersion(boardId, "reveal", seated().fay.user.userId);
    await db.delete(members).where(eq(members.userId, ed.user.userId));
    expect(await listVersions(db, hub(), olu.user, boardId)).toMatchObject([
      { reason: "reveal", name: null, by: "Fay" },
      { reason: "by-hand", name: "First", by: "Ed", bytes: expect.any(Number), createdAt: expect.any(Date) },
    ]);
    await db.update(boardVersions).set({ createdBy: null }).where(eq(boardVersions.name, "First"));
    expect((await listVersions(db, hub(), olu.user, boardId))[1]).toMatchObject({ by: null });
  });

  test("are compared with the present", async () => {
    const id = await keep("Start");
    await rename("Renamed");
    const found = await compareVersion(db, hub(), seated().olu.user, boardId, id);
    expect(found.tasks).toEqual({ then: 1, now: 1, onlyThen: [], onlyNow: [], changed: 1 });
  });

  test("are kept, named and unnamed by those who may edit, and the names are checked", async () => {
    const { ed } = seated();
    const id = await keep("  Before\n the vote  ", ed);
    expect(await newest()).toMatchObject({ reason: "by-hand", name: "Before the vote" });
    await nameVersion(db, hub(), ed.user, boardId, id, "Another");
    expect(await newest()).toMatchObject({ id, name: "Another" });
    await nameVersion(db, hub(), ed.user, boardId, id, null);
    expect(await newest()).toMatchObject({ id, name: null });
    for (const [name, code] of [
      ["", "name-missing"],
      [" \n ", "name-missing"],
      [undefined, "name-missing"],
      [7, "name-missing"],
      ["x".repeat(81), "name-too-long"],
    ] as const) {
      await expect(keepNamedVersion(db, hub(), ed.user, boardId, name)).rejects.toMatchObject({ code });
      await expect(nameVersion(db, hub(), ed.user, boardId, id, name)).rejects.toMatchObject({ code });
    }
    await keep("é".repeat(80));
    await expect(nameVersion(db, hub(), ed.user, boardId, { id }, "x")).rejects.toThrow("bad-input");
    for (const unknown of ["no-id-at-all", crypto.randomUUID()]) {
      await expect(nameVersion(db, hub(), ed.user, boardId, unknown, "x")).rejects.toThrow("no-such-version");
      await expect(compareVersion(db, hub(), ed.user, boardId, unknown)).rejects.toThrow("no-such-version");
    }
  });

  test("restored: the board is as it was, who did it stands in the audit, and it can be taken back", async () => {
    const { fay } = seated();
    const id = await keep("Start");
    await rename("Renamed");
    await restoreVersion(db, hub(), fay.user, boardId, id);
    expect(await titleNow()).toBe("Collect data");
    const before = await newest();
    expect(before).toMatchObject({ reason: "restore", by: "Fay" });
    await restoreVersion(db, hub(), fay.user, boardId, before?.id);
    expect(await titleNow()).toBe("Renamed");
    const events = await db.select().from(auditEvents).where(eq(auditEvents.boardId, boardId));
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["board.restored", fay.user.userId],
      ["board.restored", fay.user.userId],
    ]);
  });

  test("damaged, or another board's, are neither compared nor restored", async () => {
    const { fay } = seated();
    const id = await keep("Start");
    const other = await ground.addBoard(fay);
    for (const act of [compareVersion, restoreVersion]) {
      await expect(act(db, hub(), fay.user, other, id)).rejects.toThrow("no-such-version");
    }
    await db
      .update(boardVersions)
      .set({ state: Uint8Array.of(0, 0) })
      .where(eq(boardVersions.id, id));
    for (const act of [compareVersion, restoreVersion]) {
      await expect(act(db, hub(), fay.user, boardId, id)).rejects.toThrow("version-damaged");
    }
  });

  test("belong to those who may: others are refused, and to strangers there is no such board", async () => {
    const { fay, ed, vi, olu, eve } = seated();
    const id = await keep("Start");
    await rename("Renamed");
    const acts = {
      keep: (by: Person, board: string) => keepNamedVersion(db, hub(), by.user, board, "Mine"),
      name: (by: Person, board: string) => nameVersion(db, hub(), by.user, board, id, "Mine"),
      restore: (by: Person, board: string) => restoreVersion(db, hub(), by.user, board, id),
      accept: (by: Person, board: string) => acceptQuarantine(db, hub(), by.user, board),
    };
    for (const by of [vi, olu]) {
      for (const act of Object.values(acts)) await expect(act(by, boardId)).rejects.toThrow("not-allowed");
    }
    await expect(acts.restore(ed, boardId)).rejects.toThrow("not-allowed");
    await expect(acts.accept(ed, boardId)).rejects.toThrow("not-allowed");
    // Somebody else's and none at all: one answer, for an administrator of the instance too.
    for (const by of [eve, { ...eve, user: { ...eve.user, isAdmin: true } }]) {
      for (const board of [boardId, "no-such-board"]) {
        for (const act of Object.values(acts)) await expect(act(by, board)).rejects.toThrow("not-found");
        await expect(listVersions(db, hub(), by.user, board)).rejects.toThrow("not-found");
        await expect(compareVersion(db, hub(), by.user, board, id)).rejects.toThrow("not-found");
      }
    }
    expect(await titleNow()).toBe("Renamed");
    expect((await listVersions(db, hub(), fay.user, boardId)).map((it) => it.name)).toEqual(["Start"]);
    await expect(acts.accept(fay, boardId)).rejects.toThrow("not-quarantined");
  });

  test("are not kept, named or restored while the disk is nearly full", async () => {
    const { fay } = seated();
    const id = await keep("Start");
    setWritesAllowed(false);
    await expect(keep("More")).rejects.toThrow("disk-nearly-full");
    await expect(nameVersion(db, hub(), fay.user, boardId, id, "x")).rejects.toThrow("disk-nearly-full");
    await expect(restoreVersion(db, hub(), fay.user, boardId, id)).rejects.toThrow("disk-nearly-full");
    expect(await newest()).toMatchObject({ name: "Start" });
  });

  test("outlive damage to the log, which a facilitator or an administrator on the board accepts", async () => {
    const { fay, ed, olu } = seated();
    const damage = async () => {
      for (const title of ["One", "Two", "Three"]) await rename(title);
      await ground.close();
      const rows = await db
        .select()
        .from(boardUpdates)
        .where(eq(boardUpdates.boardId, boardId))
        .orderBy(asc(boardUpdates.seq));
      await db
        .update(boardUpdates)
        .set({ data: Uint8Array.of(1, 2, 3) })
        .where(eq(boardUpdates.seq, rows.at(-2)?.seq ?? -1));
      ground = await Ground.open(db, UNTOUCHED);
    };
    const id = await keep("Start");
    await damage();
    expect((await hub().boardHealth(boardId)).state).toBe("quarantined");
    const { tasks } = await compareVersion(db, hub(), olu.user, boardId, id);
    expect(tasks.changed).toBe(1);
    await expect(acceptQuarantine(db, hub(), ed.user, boardId)).rejects.toThrow("not-allowed");
    await acceptQuarantine(db, hub(), fay.user, boardId);
    expect([await titleNow(), (await hub().boardHealth(boardId)).state]).toEqual(["One", "ok"]);
    await damage();
    await acceptQuarantine(db, hub(), { ...olu.user, isAdmin: true }, boardId);
    expect((await hub().boardHealth(boardId)).state).toBe("ok");
  });
});
