import { randomBytes } from "node:crypto";
import { type Actor, can } from "../../access/can";
import { seedBoard } from "../../board/seed";
import type { Template } from "../../board/template";
import { templateRoles } from "../../board/template-roles";
import { builtInTemplate } from "../../board/templates/catalogue";
import { AppError } from "../../errors";
import type { Locale } from "../../i18n/locales";
import { readLine, requireName } from "../../text-limits";
import type { Db } from "../client";
import { boardRoles, boardUpdates, boards, members } from "../schema";
import { rowChecksum } from "../row-checksum";
import { assertWritable } from "../writable";
import { audit } from "./audit";

export interface NewBoard {
  template: Template;
  /** Language of the content. */
  locale: Locale;
  title: string;
  question: string;
  optionNoun: { one: string; many: string };
  withRatings: boolean;
  /** The maker's own role; null = chosen later. */
  roleId: string | null;
}

/** A question stands on two or three lines. */
const QUESTION_MAX = 500;
const NOUN_MAX = 60;

/** 128 random bits: a board is found only by who was given its address. */
const newBoardId = (): string => randomBytes(16).toString("base64url");

/** The roles a board made from this template will have. One without any gets the usual ones: nobody votes without. */
export function rolesOf(template: Template, locale: Locale) {
  return templateRoles(template.roles.length > 0 ? template : builtInTemplate("empty"), locale);
}

/** A board with its roles, its maker as facilitator and the first update of its document: all of it, or nothing. */
export async function createBoard(db: Db, actor: Actor, wanted: NewBoard): Promise<string> {
  assertWritable();
  if (!can(actor, "board:create", { kind: "instance" })) throw new AppError("guests-take-part");
  const { template, locale, withRatings } = wanted;
  const title = requireName(wanted.title);
  const question = readLine(wanted.question, QUESTION_MAX);
  const optionNoun = {
    one: requireName(wanted.optionNoun.one, NOUN_MAX),
    many: requireName(wanted.optionNoun.many, NOUN_MAX),
  };
  const roles = rolesOf(template, locale);
  if (wanted.roleId !== null && !roles.some((role) => role.id === wanted.roleId)) {
    throw new AppError("role-missing");
  }
  const seed = seedBoard(template, { locale, withRatings, title, question, optionNoun });
  const id = newBoardId();
  await db.transaction(async (tx) => {
    await tx.insert(boards).values({ id, title, locale, createdBy: actor.userId });
    await tx.insert(boardRoles).values(roles.map((role) => ({ ...role, boardId: id })));
    await tx
      .insert(members)
      .values({ boardId: id, userId: actor.userId, access: "facilitator", roleId: wanted.roleId });
    const place = { boardId: id, epoch: 1, writer: "seed", number: 1 };
    await tx.insert(boardUpdates).values({ ...place, data: seed, checksum: rowChecksum(place, seed) });
    await audit(tx, { boardId: id, actorId: actor.userId, action: "board.created", detail: { title } });
  });
  return id;
}
