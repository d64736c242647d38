import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { EPOCH_HEADER, GZIP_TYPE } from "@/lib/sync/protocol";

/** The room hands out the same bytes until something changes: 50 people who join at once cost one compression. */
const done = new WeakMap<Uint8Array, Promise<Buffer>>();

/**
 * Compressed for a client that accepts `application/gzip`, which then unpacks it itself: Next drops the header
 * `Content-Encoding` of a route's answer, so that a browser would take the compressed bytes for the document.
 */
export async function documentResponse(
  asked: Headers,
  { epoch, state }: { epoch: number; state: Uint8Array },
): Promise<Response> {
  const digest = createHash("sha256").update(state).digest("base64url").slice(0, 22);
  const zipped = asked.get("accept")?.includes(GZIP_TYPE) ?? false;
  const etag = `"${epoch}-${digest}${zipped ? "-gzip" : ""}"`;
  const headers = {
    ETag: etag,
    [EPOCH_HEADER]: String(epoch),
    // Kept by this browser alone, and asked for again each time: rights may have changed.
    "Cache-Control": "private, no-cache",
    Vary: "Accept, Cookie",
  };
  if (asked.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const body = zipped ? await compressed(state) : state;
  return new Response(new Uint8Array(body), {
    headers: { ...headers, "Content-Type": zipped ? GZIP_TYPE : "application/octet-stream" },
  });
}

function compressed(state: Uint8Array): Promise<Buffer> {
  const present = done.get(state) ?? promisify(gzip)(state);
  done.set(state, present);
  return present;
}
