import { type IncomingHttpHeaders, type IncomingMessage, type Server, createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { applyHeaders } from "./http-headers";

let server: Server | undefined;
afterEach(() => server?.close());

/** What the browser gets, and what Next would see. */
async function ask(
  path: string,
  headers: Record<string, string> = {},
  options = { dev: false, secure: false },
) {
  let seen: IncomingHttpHeaders = {};
  const own = createServer((req, res) => {
    applyHeaders(req, res, options);
    seen = req.headers;
    res.end();
  });
  server = own;
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  const { port } = own.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve) =>
    get({ port, host: "127.0.0.1", path, headers: { ...headers, connection: "close" } }, resolve),
  );
  answer.resume();
  return { seen, answered: answer.headers };
}

test("gives every document a nonce of its own, the same for Next and for the browser", async () => {
  const first = await ask("/en");
  const policy = first.answered["content-security-policy"];
  expect(first.seen["content-security-policy"]).toBe(policy);
  expect(policy).toContain(`script-src 'self' 'nonce-${String(first.seen["x-nonce"])}' 'strict-dynamic';`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-eval");
  const second = await ask("/en");
  expect(second.seen["x-nonce"]).not.toBe(first.seen["x-nonce"]);
});

test("never believes a nonce from outside", async () => {
  const { seen } = await ask("/en", {
    "x-nonce": "mine",
    "content-security-policy": "script-src 'nonce-mine'",
  });
  expect(seen["x-nonce"]).not.toBe("mine");
  expect(seen["content-security-policy"]).not.toContain("nonce-mine");
  const asset = await ask("/_next/static/a.js", { "x-nonce": "mine" });
  expect(asset.seen["x-nonce"]).toBeUndefined();
});

test("does not put a made-up host into the policy", async () => {
  const { answered } = await ask("/en", { host: "a.example; script-src *" });
  expect(answered["content-security-policy"]).not.toContain("a.example");
});

test("keeps addresses that hold a secret out of referrers", async () => {
  for (const path of ["/join/abc", "/fr/join/abc?x=1", "/en/setup/abc"]) {
    expect((await ask(path)).answered["referrer-policy"]).toBe("no-referrer");
  }
  expect((await ask("/en/boards/abc")).answered["referrer-policy"]).toBe("same-origin");
});

test("over https: secure sockets and strict transport; in development: eval for hot reloading", async () => {
  const secure = await ask("/en", { host: "board.example" }, { dev: false, secure: true });
  expect(secure.answered["content-security-policy"]).toContain("wss://board.example");
  expect(secure.answered["strict-transport-security"]).toBeDefined();
  expect((await ask("/en", {}, { dev: true, secure: false })).answered["content-security-policy"]).toContain(
    "'unsafe-eval'",
  );
});
