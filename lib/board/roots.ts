import type * as Y from "yjs";

/** Every root of a board document. An update that touches any other is not ours. */
export const ROOTS = [
  "meta",
  "phases",
  "groups",
  "tasks",
  "flows",
  "options",
  "criteria",
  "fits",
  "canvas",
  "session",
] as const;
export type RootName = (typeof ROOTS)[number];

/** The roots that `readBoard` reads: all but the drawing and the workshop's running state. */
export const DOMAIN_ROOTS = [
  "meta",
  "phases",
  "groups",
  "tasks",
  "flows",
  "options",
  "criteria",
  "fits",
] as const satisfies readonly RootName[];
export type DomainRoot = (typeof DOMAIN_ROOTS)[number];

export const isRootName = (value: unknown): value is RootName => ROOTS.includes(value as RootName);

/** The only call of `getMap` in the project. Values are JSON and come from anyone: parse before you trust. */
export function rootOf(doc: Y.Doc, name: RootName): Y.Map<unknown> {
  return doc.getMap(name);
}
