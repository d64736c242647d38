import { rowChecksum } from "../../lib/db/row-checksum";
import type { DamageReason } from "../../lib/sync/versions";
import { LogDamaged, type LoggedRow } from "./board-store";
import type { Rest } from "./slices";
import { isSame } from "./stored-board";

/**
 * The rows up to the first that is not what was written, or before which one is missing from its writer's
 * sequence. `writers` says up to which number a snapshot holds each sequence already.
 */
export async function wholePrefix(
  log: { boardId: string; epoch: number; writers: Readonly<Record<string, number>> },
  rows: readonly LoggedRow[],
  rest: Rest,
): Promise<{ length: number; damage: DamageReason | null }> {
  const last = new Map(Object.entries(log.writers));
  for (const [length, row] of rows.entries()) {
    await rest();
    const damage = checkRow(log, row, last);
    if (damage) return { length, damage };
  }
  return { length: rows.length, damage: null };
}

/** Throws `LogDamaged` for a row that is not what was written. */
export function requireWhole(log: { boardId: string; epoch: number }, row: CheckedRow): void {
  if (!isWritten(log, row)) throw new LogDamaged();
}

type CheckedRow = Pick<LoggedRow, "data" | "epoch" | "writer" | "number" | "checksum">;

function checkRow(
  log: { boardId: string; epoch: number },
  row: LoggedRow,
  last: Map<string, number>,
): DamageReason | null {
  if (!isWritten(log, row)) return "changed";
  const { writer, number } = row;
  if (writer === null || number === null) return null;
  const before = last.get(writer) ?? 0;
  if (number > before + 1) return "missing";
  last.set(writer, Math.max(before, number));
  return null;
}

function isWritten({ boardId, epoch }: { boardId: string; epoch: number }, row: CheckedRow): boolean {
  const { writer, number, checksum } = row;
  // From before rows could be checked, when there was but one epoch: taken as it is.
  if (checksum === null && writer === null && epoch === 1) return true;
  if (checksum === null || writer === null || number === null || row.epoch !== epoch) return false;
  return isSame(checksum, rowChecksum({ boardId, epoch, writer, number }, row.data));
}
