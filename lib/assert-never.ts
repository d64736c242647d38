/** Ends a switch over a union: a new member does not compile until someone handles it. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
