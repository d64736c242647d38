// The part of a compaction that computes: no database, so that it can run in a thread of its own.
import * as Y from "yjs";
import { pack } from "../../lib/db/packed";
import type { LoadedBoard, Owners } from "./board-store";
import { noteOwners } from "./owners";
import { documentOf, fingerprint, openLoaded } from "./replay";
import { decodeSegment } from "./segment";
import { type Rest, inSlices } from "./slices";

export interface CompactionJob {
  /** The snapshot that the rows come after. */
  state: Uint8Array | null;
  owners: Owners;
  /** The rows, as `encodeSegment` packs them. */
  segment: Uint8Array;
}

export type CompactionOutcome =
  | { ok: true; state: Uint8Array; owners: Owners; archive: Uint8Array }
  | { ok: false; reason: "damaged" | "not-verified" };

/**
 * Replays snapshot and rows and encodes the result; then reads that back and compares history and content with
 * the document it came from. (`Y.mergeUpdates` on 20,000 updates takes half a minute, replaying them a second.)
 */
export async function runCompaction(job: CompactionJob, rest: Rest = inSlices()): Promise<CompactionOutcome> {
  const rows = decodeSegment(job.segment);
  if (!rows) return { ok: false, reason: "damaged" };
  const { state: base, owners } = job;
  const snapshot = base && { id: null, state: base, owners, writers: {}, asOf: new Date(0) };
  const loaded: LoadedBoard = {
    epoch: 0,
    snapshot,
    rows,
    archived: 0,
    mark: { after: 0, known: [], head: null },
    retired: null,
    damage: null,
  };
  const { doc, damage } = await openLoaded(loaded, rest);
  if (damage) return { ok: false, reason: "damaged" };
  const state = Y.encodeStateAsUpdate(doc);
  if (fingerprint(documentOf(state)) !== fingerprint(doc)) return { ok: false, reason: "not-verified" };
  const noted: Owners = { wrote: { ...owners.wrote }, brought: { ...owners.brought } };
  for (const row of rows) noteOwners(noted, row);
  return { ok: true, state, owners: noted, archive: pack(job.segment) };
}
