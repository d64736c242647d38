import { createHash } from "node:crypto";

/** Where a row stands in a board's log. */
export interface RowPlace {
  boardId: string;
  epoch: number;
  writer: string;
  number: number;
}

/** Enough against what disks and copies do; whoever writes into the database on purpose can write this too. */
const CHECKSUM_BYTES = 8;

/** Over place and data: a row that is whole but stands elsewhere is found like one that was cut short. */
export function rowChecksum({ boardId, epoch, writer, number }: RowPlace, data: Uint8Array): Uint8Array {
  const digest = createHash("sha256")
    .update(`${boardId}\n${epoch}\n${writer}\n${number}\n`)
    .update(data)
    .digest();
  return new Uint8Array(digest.subarray(0, CHECKSUM_BYTES));
}
