import type * as Y from "yjs";
import type { FirmnessBars } from "../decision/frame";
import { AppError } from "../errors";
import type { RoleId } from "../ids";
import { same } from "./entity";
import { isId } from "./keys";
import type { BoardOrigin } from "./origins";
import { rootOf } from "./roots";
import { optionalText, optionalTitle, requireTitle } from "./texts";
import type { Policies } from "./types";

/** Version of the document's shape. A saved document of every version stays as a fixture that must open. */
export const SCHEMA_VERSION = 1;

export function setTitle(doc: Y.Doc, title: string, origin?: BoardOrigin): void {
  write(doc, "title", requireTitle(title), origin);
}

export function setQuestion(doc: Y.Doc, question: string, origin?: BoardOrigin): void {
  write(doc, "question", optionalText(question), origin);
}

/** What the options are called, one and many: "platform", "platforms". */
export function setOptionNoun(doc: Y.Doc, noun: { one: string; many: string }, origin?: BoardOrigin): void {
  write(doc, "optionNoun", { one: requireTitle(noun.one), many: requireTitle(noun.many) }, origin);
}

/** Each policy on its own key: two people who change two of them both succeed. */
export function setPolicy<P extends "uncovered" | "insideRole">(
  doc: Y.Doc,
  policy: P,
  value: Policies[P],
  origin?: BoardOrigin,
): void {
  write(doc, `policy/${policy}`, value, origin);
}

/** Ballots needed in a role for its marks to count; 1 is what holds when nothing is said. */
export function setQuorum(doc: Y.Doc, role: RoleId, ballots: number, origin?: BoardOrigin): void {
  if (!isId(role) || !Number.isInteger(ballots) || ballots < 1 || ballots > MAX_QUORUM) {
    throw new AppError("bad-input");
  }
  write(doc, `quorum/${role}`, ballots, origin);
}

export const MAX_QUORUM = 10_000;

/** A bar that the result must reach to be called firm, in hundredths: each on its own key. */
export function setFirmness(
  doc: Y.Doc,
  bar: keyof FirmnessBars,
  hundredths: number,
  origin?: BoardOrigin,
): void {
  if (!isFirmnessBar(hundredths)) throw new AppError("bad-input");
  write(doc, firmnessKey(bar), hundredths, origin);
}

export const firmnessKey = (bar: keyof FirmnessBars): string => `policy/firmness/${bar}`;

export const isFirmnessBar = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 100;

/** The first words of a new document; only the server calls this, once. */
export function writeMeta(
  doc: Y.Doc,
  meta: {
    title: string;
    question: string;
    locale: "fr" | "en";
    optionNoun: { one: string; many: string };
  },
  origin?: BoardOrigin,
): void {
  const map = rootOf(doc, "meta");
  doc.transact(() => {
    map.set("schemaVersion", SCHEMA_VERSION);
    map.set("title", requireTitle(meta.title));
    map.set("question", optionalText(meta.question));
    map.set("locale", meta.locale);
    map.set("optionNoun", {
      one: optionalTitle(meta.optionNoun.one),
      many: optionalTitle(meta.optionNoun.many),
    });
    map.set("policy/uncovered", "zero");
    map.set("policy/insideRole", "mean");
  }, origin);
}

function write(doc: Y.Doc, key: string, value: unknown, origin: BoardOrigin | undefined): void {
  const map = rootOf(doc, "meta");
  if (!same(map.get(key), value)) doc.transact(() => map.set(key, value), origin);
}
