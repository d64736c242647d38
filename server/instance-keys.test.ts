import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadInstanceKeys } from "./instance-keys";

let dataDir = "";
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-keys-"));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));
const none = { authSecret: undefined, signingKey: undefined };

test("makes secrets once, readable by this user only", () => {
  const first = loadInstanceKeys(dataDir, none);
  const second = loadInstanceKeys(dataDir, none);
  expect(first.authSecret).toHaveLength(43);
  expect(second.authSecret).toBe(first.authSecret);
  expect(second.signingKey.publicKey).toBe(first.signingKey.publicKey);
  const folder = path.join(dataDir, "keys");
  expect(fs.readdirSync(folder).sort()).toEqual(["auth-secret", "signing-key.pem"]);
  for (const name of fs.readdirSync(folder))
    expect(fs.statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
  expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
});

test("signs so that the public key alone verifies", () => {
  const { signingKey } = loadInstanceKeys(dataDir, none);
  const bytes = new TextEncoder().encode("record");
  const publicKey = createPublicKey({
    key: Buffer.from(signingKey.publicKey, "base64"),
    type: "spki",
    format: "der",
  });
  const signature = Buffer.from(signingKey.sign(bytes), "base64");
  expect(verify(null, bytes, publicKey, signature)).toBe(true);
  expect(verify(null, new TextEncoder().encode("Record"), publicKey, signature)).toBe(false);
});

test("takes configured secrets, the key also in base64 on one line", () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const wanted = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  for (const signingKey of [pem, Buffer.from(pem).toString("base64")]) {
    const keys = loadInstanceKeys(dataDir, { authSecret: "s".repeat(32), signingKey });
    expect(keys.authSecret).toBe("s".repeat(32));
    expect(keys.signingKey.publicKey).toBe(wanted);
  }
  expect(fs.readdirSync(dataDir)).toEqual([]);
});

test("refuses a key of another kind without showing it", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
    type: "pkcs8",
    format: "pem",
  });
  for (const signingKey of [rsa.toString(), "nonsense"]) {
    const load = () => loadInstanceKeys(dataDir, { ...none, signingKey });
    expect(load).toThrow("not an Ed25519 private key");
    expect(load).not.toThrow(signingKey);
  }
});
