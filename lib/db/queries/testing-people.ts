// People and boards for the tests of this folder.
import type { Access, Actor } from "../../access/can";
import type { Db } from "../client";
import { boardRoles, boards, members, users } from "../schema";

export type Person = Actor & { name: string };

export async function aPerson(
  db: Db,
  name: string,
  also: { isAdmin?: boolean; isGuest?: boolean } = {},
): Promise<Person> {
  const email = also.isGuest ? null : `${name.toLowerCase()}@example.org`;
  const [row] = await db
    .insert(users)
    .values({ name, email, isAdmin: also.isAdmin ?? false, isGuest: also.isGuest ?? false })
    .returning();
  if (!row) throw new Error("not stored");
  return { userId: row.id, isAdmin: row.isAdmin, isGuest: row.isGuest, name };
}

/** A board with two roles, facilitated by its maker. */
export async function aBoard(db: Db, maker: Person, id = "board-1"): Promise<string> {
  await db.insert(boards).values({ id, title: "Which platform?", locale: "en", createdBy: maker.userId });
  await db.insert(boardRoles).values([
    { boardId: id, id: "client", name: "Client", tone: 0, position: 0 },
    { boardId: id, id: "engineer", name: "Engineer", tone: 3, position: 1 },
  ]);
  await aSeat(db, id, maker, "facilitator", null);
  return id;
}

export async function aSeat(
  db: Db,
  boardId: string,
  person: Person,
  access: Access,
  roleId: string | null,
): Promise<void> {
  await db.insert(members).values({ boardId, userId: person.userId, access, roleId });
}
