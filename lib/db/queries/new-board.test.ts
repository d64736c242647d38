import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { readBoard } from "../../board/read";
import { builtInTemplate } from "../../board/templates/catalogue";
import type { Db } from "../client";
import { boardUpdates, boards } from "../schema";
import { describeOnEachEngine } from "../testing";
import { listRoles, requireBoard } from "./boards";
import { type NewBoard, createBoard } from "./new-board";
import { aPerson } from "./testing-people";

const wanted: NewBoard = {
  template: builtInTemplate("ml-lifecycle"),
  locale: "fr",
  title: "Quelle plateforme ?",
  question: "Pour quoi faire ?",
  optionNoun: { one: "plateforme", many: "plateformes" },
  withRatings: true,
  roleId: "data-engineer",
};

async function boardOf(db: Db, boardId: string) {
  const doc = new Y.Doc();
  for (const { data } of await db.select().from(boardUpdates).where(eq(boardUpdates.boardId, boardId))) {
    Y.applyUpdate(doc, data);
  }
  return readBoard(doc);
}

describeOnEachEngine("a new board", (open) => {
  test("has its whole map, its roles, and its maker as facilitator in their role", async () => {
    const db = await open();
    const fay = await aPerson(db, "Fay");
    const id = await createBoard(db, fay, wanted);
    expect(Buffer.from(id, "base64url")).toHaveLength(16);
    expect(await requireBoard(db, fay, id, "people:manage")).toMatchObject({
      title: "Quelle plateforme ?",
      access: "facilitator",
      roleId: "data-engineer",
    });
    expect((await listRoles(db, id)).map((role) => [role.name, role.tone])).toEqual([
      ["Client", 0],
      ["Consommateur", 1],
      ["Data Scientist", 2],
      ["Data Engineer", 3],
      ["Annotateur", 4],
    ]);
    const board = await boardOf(db, id);
    expect(board).toMatchObject({ title: "Quelle plateforme ?", locale: "fr", skipped: 0 });
    expect(board.tasks).toHaveLength(26);
    expect(board.options).toHaveLength(6);
    expect(board.fits).toHaveLength(19 * 6);
  });

  test("starts unpainted when asked to, and empty from the empty template with roles to vote in", async () => {
    const db = await open();
    const fay = await aPerson(db, "Fay");
    const bare = await createBoard(db, fay, { ...wanted, withRatings: false });
    expect((await boardOf(db, bare)).fits).toEqual([]);
    const template = { ...builtInTemplate("empty"), roles: [] };
    const empty = await createBoard(db, fay, { ...wanted, template });
    expect((await boardOf(db, empty)).tasks).toEqual([]);
    expect(await listRoles(db, empty)).toHaveLength(5);
  });

  test("is refused whole: to guests, with a role it has not, without a title, with one of 10,000 characters", async () => {
    const db = await open();
    const fay = await aPerson(db, "Fay");
    const guest = await aPerson(db, "Guest", { isGuest: true });
    await expect(createBoard(db, guest, wanted)).rejects.toThrow("guests-take-part");
    await expect(createBoard(db, fay, { ...wanted, roleId: "emperor" })).rejects.toThrow("role-missing");
    await expect(createBoard(db, fay, { ...wanted, title: "  " })).rejects.toThrow("name-missing");
    await expect(createBoard(db, fay, { ...wanted, title: "x".repeat(10_000) })).rejects.toThrow(
      "name-too-long",
    );
    expect(await db.select().from(boards)).toEqual([]);
  });

  test("keeps markup in its texts as text, in the list and in the document", async () => {
    const db = await open();
    const fay = await aPerson(db, "Fay");
    const markup = '<img src=x onerror="alert(1)">';
    const id = await createBoard(db, fay, { ...wanted, title: markup, question: markup });
    expect((await db.select().from(boards))[0]?.title).toBe(markup);
    expect(await boardOf(db, id)).toMatchObject({ title: markup, question: markup });
  });
});
