import { deflateSync, inflateSync } from "node:zlib";

/** Deflated, quickly rather than well: a board's state or log shrinks to about a fifth. */
export const pack = (bytes: Uint8Array): Uint8Array => new Uint8Array(deflateSync(bytes, { level: 1 }));

/** What was packed; bytes that were not, or that were damaged since, as they are: whoever reads them checks them. */
export function unpack(bytes: Uint8Array): Uint8Array {
  try {
    return new Uint8Array(inflateSync(bytes));
  } catch {
    return bytes;
  }
}
