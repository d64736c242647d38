import type { LoadedBoard } from "./board-store";
import type { CompactionJob, CompactionOutcome } from "./compaction-job";
import { encodeSegment } from "./segment";
import { type NewSnapshot, sealSnapshot } from "./stored-board";

/** What an adapter commits at once: the snapshot in, these rows and the damaged snapshots after `base` out. */
export interface CompactionPlan {
  snapshot: NewSnapshot;
  seqs: number[];
  base: number | null;
}

/** How many snapshots of a board are kept. */
export const SNAPSHOTS_KEPT = 3;

type Planned =
  | { ok: true; plan: CompactionPlan | null }
  | { ok: false; reason: "no-log" | "damaged" | "not-verified" };

/** Null: there is nothing to compact. */
export async function planCompaction(
  boardId: string,
  loaded: LoadedBoard | null,
  run: (job: CompactionJob) => Promise<CompactionOutcome>,
): Promise<Planned> {
  if (!loaded) return { ok: false, reason: "no-log" };
  if (loaded.damage) return { ok: false, reason: "damaged" };
  const last = loaded.rows.at(-1);
  if (!last) return { ok: true, plan: null };
  const { snapshot: base, rows, retired, epoch } = loaded;
  const segment = encodeSegment(rows);
  const known = base?.owners ?? { wrote: {}, brought: {} };
  const outcome = await run({ state: base?.state ?? null, owners: known, segment });
  if (!outcome.ok) return outcome;
  const { state, owners, archive } = outcome;
  const writers = { ...base?.writers };
  for (const { writer, number } of rows) {
    if (writer !== null && number !== null) writers[writer] = Math.max(writers[writer] ?? 0, number);
  }
  const snapshot = sealSnapshot(boardId, {
    epoch,
    previousId: base?.id ?? null,
    state,
    segment: archive,
    owners,
    writers,
    retired,
    asOf: last.writtenAt,
  });
  const seqs = rows.slice(loaded.archived).map((row) => row.seq);
  return { ok: true, plan: { snapshot, seqs, base: base?.id ?? null } };
}
