import * as Y from "yjs";
import type { LoggedUpdate, Owners } from "./board-store";

/** Enters the Yjs client ids of a row: they are its author's, unless they were somebody's before. In place. */
export function noteOwners({ wrote, brought }: Owners, { data, userId }: LoggedUpdate): void {
  for (const [client, clock] of Y.parseUpdateMeta(data).from) {
    if (userId !== null) wrote[client] ??= userId;
    else brought[client] = Math.min(clock, brought[client] ?? clock);
  }
}
