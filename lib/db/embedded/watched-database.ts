import type { PGlite } from "@electric-sql/pglite";
import type { FatalReason } from "./messages";

// An ErrorResponse carries the field "C", the SQLSTATE and a zero. Text values hold no zero bytes and bytea
// travels as hex, so these bytes cannot be data.
const DISK_FULL = Buffer.from("\0C53100\0", "latin1");

export const saysDiskFull = (data: Uint8Array): boolean =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).includes(DISK_FULL);

/**
 * The database as the socket sees it, with an eye on what it answers. pglite-socket swallows an exception
 * of the engine and then never answers anybody again, and a full disk makes the next SELECT hang: both must
 * end the process, and nothing acknowledged is lost by that.
 */
export function watchDatabase(pg: PGlite, onFatal: (reason: FatalReason, message: string) => void): PGlite {
  const stream = pg.execProtocolRawStream.bind(pg);
  pg.execProtocolRawStream = async (message, options) => {
    try {
      await stream(message, {
        ...options,
        onRawData: (data) => {
          if (saysDiskFull(data)) onFatal("disk-full", "the disk is full");
          options?.onRawData?.(data);
        },
      });
    } catch (error) {
      onFatal("crashed", error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  return pg;
}
