import { EPOCH_HEADER, GZIP_TYPE } from "@/lib/sync/protocol";

/** A board's whole document, and which life of it this is. */
export interface DocumentSnapshot {
  epoch: number;
  state: Uint8Array;
}

/** A server that has not begun to answer by then is not worth waiting for: the socket brings the same. */
const ANSWER_WITHIN_MS = 2_000;
/** Of a slow line: what has not come by then would come over the socket no later. */
const ALL_WITHIN_MS = 30_000;

/**
 * The document by HTTP: compressed eight to ten times, where a slow socket falls silent for so long that
 * y-websocket takes it for dead. Null when there is none to be had; the socket then does without.
 */
export async function fetchDocument(boardId: string): Promise<DocumentSnapshot | null> {
  const abort = new AbortController();
  const giveUp = () => abort.abort();
  const answer = setTimeout(giveUp, ANSWER_WITHIN_MS);
  const all = setTimeout(giveUp, ALL_WITHIN_MS);
  try {
    const response = await fetch(`/api/boards/${boardId}/document`, {
      signal: abort.signal,
      headers: { accept: typeof DecompressionStream === "undefined" ? "*/*" : GZIP_TYPE },
    });
    clearTimeout(answer);
    const epoch = Number(response.headers.get(EPOCH_HEADER));
    if (!response.ok || !Number.isSafeInteger(epoch) || epoch < 1) return null;
    return { epoch, state: new Uint8Array(await unpacked(response).arrayBuffer()) };
  } catch {
    return null; // Offline, too slow or refused: the socket finds out, and says so.
  } finally {
    clearTimeout(answer);
    clearTimeout(all);
  }
}

function unpacked(response: Response): Response {
  if (response.headers.get("content-type") !== GZIP_TYPE || !response.body) return response;
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip")));
}
