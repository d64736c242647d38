import type { Queryable } from "../client";
import { auditEvents } from "../schema";

/** Who did what on a board. Never put an answer, a mark or a weight into `detail`. */
export async function audit(
  db: Queryable,
  entry: {
    boardId: string | null /** Null when nobody acted: a deadline. */;
    actorId: string | null;
    action: string;
    detail?: Record<string, string | number | null>;
  },
): Promise<void> {
  await db.insert(auditEvents).values({
    boardId: entry.boardId,
    actorId: entry.actorId,
    action: entry.action,
    detail: entry.detail ?? {},
  });
}
