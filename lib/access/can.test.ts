import { expect, test } from "vitest";
import { type Access, type BoardAction, can } from "./can";

const person = { userId: "u", isAdmin: false, isGuest: false };
const admin = { ...person, isAdmin: true };
const may = (actor: typeof person, action: BoardAction, access: Access | null) =>
  can(actor, action, { kind: "board", access });

test("a facilitator may set a board back; an editor may name its versions", () => {
  expect(may(person, "board:restore", "facilitator")).toBe(true);
  expect(may(person, "board:restore", "editor")).toBe(false);
  expect(may(admin, "board:restore", "editor")).toBe(false);
  expect(may(person, "board:name-version", "editor")).toBe(true);
  expect(may(person, "board:name-version", "voter")).toBe(false);
});

test("what is left of a damaged log is accepted by a facilitator, or by an administrator who is on the board", () => {
  expect(may(person, "board:accept-quarantine", "facilitator")).toBe(true);
  expect(may(person, "board:accept-quarantine", "editor")).toBe(false);
  expect(may(admin, "board:accept-quarantine", "observer")).toBe(true);
  expect(may(admin, "board:accept-quarantine", null)).toBe(false);
  expect(may(admin, "board:read", null)).toBe(false);
});
