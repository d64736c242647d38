// The rows that a compaction replaced, in one piece: archived beside the snapshot, and handed to the thread that
// replays them (one buffer crosses at once where 100,000 objects would be copied one by one).
import { createHash } from "node:crypto";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { unpack } from "../../lib/db/packed";
import type { LoggedRow } from "./board-store";
import { isSame } from "./stored-board";

const DIGEST_BYTES = 32;
const digestOf = (body: Uint8Array): Uint8Array => new Uint8Array(createHash("sha256").update(body).digest());

export function encodeSegment(rows: readonly LoggedRow[]): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, rows.length);
    for (const row of rows) {
      const { seq, epoch, writer, number, userId } = row;
      const place = { seq, epoch, writer, number, userId, at: row.writtenAt.getTime() };
      encoding.writeVarString(encoder, JSON.stringify(place));
      encoding.writeVarUint8Array(encoder, row.checksum ?? new Uint8Array());
      encoding.writeVarUint8Array(encoder, row.data);
    }
  });
  return Buffer.concat([digestOf(body), body]);
}

/** Null when it is not what was written. */
export const rowsOfArchive = (archive: Uint8Array): LoggedRow[] | null => decodeSegment(unpack(archive));

type Place = Pick<LoggedRow, "seq" | "epoch" | "writer" | "number" | "userId"> & { at: number };

/** Null when it is not what was written. */
export function decodeSegment(segment: Uint8Array): LoggedRow[] | null {
  const body = segment.subarray(DIGEST_BYTES);
  if (!isSame(segment.subarray(0, DIGEST_BYTES), digestOf(body))) return null;
  const decoder = decoding.createDecoder(body);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const { at, ...place } = JSON.parse(decoding.readVarString(decoder)) as Place;
    const checksum = decoding.readVarUint8Array(decoder);
    const data = decoding.readVarUint8Array(decoder);
    return { ...place, writtenAt: new Date(at), checksum: checksum.length > 0 ? checksum : null, data };
  });
}
