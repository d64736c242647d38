import { gunzipSync } from "node:zlib";
import { afterEach, expect, test, vi } from "vitest";
import { fetchDocument } from "@/components/canvas/document-over-http";
import { documentResponse } from "./document-response";

const state = new Uint8Array(20_000).map((_, at) => at % 7);
const ask = (headers: Record<string, string>, epoch = 3) =>
  documentResponse(new Headers(headers), { epoch, state });
const bodyOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

afterEach(() => vi.unstubAllGlobals());

test("sends the document as it is, or compressed to who can unpack it, with its epoch", async () => {
  const plain = await ask({ accept: "*/*", "accept-encoding": "gzip, br" });
  expect(plain.headers.get("content-type")).toBe("application/octet-stream");
  expect(plain.headers.get("x-board-epoch")).toBe("3");
  expect(await bodyOf(plain)).toEqual(Buffer.from(state));
  const zipped = await ask({ accept: "application/gzip" });
  expect(zipped.headers.get("content-type")).toBe("application/gzip");
  // Next would drop it, and the browser not know.
  expect(zipped.headers.get("content-encoding")).toBeNull();
  const body = await bodyOf(zipped);
  expect(body.length).toBeLessThan(1_000);
  expect(gunzipSync(body)).toEqual(Buffer.from(state));
});

test("answers 304 to who has it already, and not after a new epoch", async () => {
  const etag = (await ask({})).headers.get("etag") ?? "";
  expect((await ask({ "if-none-match": etag })).status).toBe(304);
  expect((await ask({ "if-none-match": etag }, 4)).status).toBe(200);
});

test("is what the browser's side unpacks, and what it takes as it is where it cannot", async () => {
  const types: (string | null)[] = [];
  vi.stubGlobal("fetch", async (_path: string, { headers }: RequestInit) => {
    const response = await documentResponse(new Headers(headers), { epoch: 3, state });
    types.push(response.headers.get("content-type"));
    return response;
  });
  expect(await fetchDocument("b")).toEqual({ epoch: 3, state });
  vi.stubGlobal("DecompressionStream", undefined);
  expect(await fetchDocument("b")).toEqual({ epoch: 3, state });
  expect(types).toEqual(["application/gzip", "application/octet-stream"]);
});
