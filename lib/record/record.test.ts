import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { buildRecord } from "./build";
import { canonicalJson } from "./canonical";
import jcs from "./cases/jcs_cyberphone_values.json";
import { nodeCrypto, sha256Hex } from "./node-crypto";
import { recordSchema } from "./schema";
import { aDecision } from "./testing-record";
import { verifyRecord } from "./verify";

const keys = generateKeyPairSync("ed25519");
const publicKey = keys.publicKey.export({ type: "spki", format: "der" }).toString("base64");

function sealed(text = canonicalJson(buildRecord(aDecision()))) {
  const signature = sign(null, Buffer.from(text, "utf8"), keys.privateKey).toString("base64");
  return { text, claims: { hash: sha256Hex(text), signature, publicKey, previousHash: null } };
}
const all = (value: string) => ({
  fingerprint: value,
  signature: value,
  frame: value,
  chain: value,
  ranking: value,
});

test("canonical JSON is RFC 8785's, by its reference vector", () => {
  expect(canonicalJson(JSON.parse(jcs.input.json_text))).toBe(jcs.expected.canonical);
  expect(() => canonicalJson({ a: Number.NaN })).toThrow();
});

test("the same decision gives the same bytes, whatever the order of ballots and keys", () => {
  const decision = aDecision();
  const turned = { ...decision, ballots: [...decision.ballots].reverse() };
  expect(canonicalJson(buildRecord(turned))).toBe(canonicalJson(buildRecord(decision)));
});

test("phases and roles of the map's tasks are kept when they are there, and no record needs them", async () => {
  const decision = aDecision();
  const tasks = decision.map.tasks.map((task) => ({ ...task, phase: "build", roles: ["client"] }));
  const { text, claims } = sealed(
    canonicalJson(buildRecord({ ...decision, map: { ...decision.map, tasks } })),
  );
  const verified = await verifyRecord(text, claims, nodeCrypto);
  expect(verified).toMatchObject({ ok: true, record: { map: { tasks } }, checks: { ranking: "agrees" } });
  expect(recordSchema.parse(buildRecord(decision)).map.tasks).toEqual(decision.map.tasks);
});

test("a record has its schema's shape, figures as decimal strings, and no account id", () => {
  const record = buildRecord(aDecision());
  expect(recordSchema.parse(JSON.parse(canonicalJson(record)))).toEqual(record);
  expect(record.ballots.map(({ voter, name }) => [voter, name])).toEqual([
    ["1", "Ann"],
    ["2", "Zoé"],
  ]);
  // map: databricks 0.75, knime 0.5; ease: databricks (1 + .5) / 2, knime .75 (the client abstained).
  expect(record.results).toMatchObject({
    ok: true,
    winners: ["databricks"],
    ranking: [{ option: "databricks", rank: 1, score: "0.750000000000" }, { option: "knime" }],
    roles: [
      { role: "client", ballots: 1, eligible: 1, reason: null },
      { role: "engineer", ballots: 1, eligible: 2, reason: null },
    ],
  });
});

test("a vote without ballots can be recorded too, as no result", async () => {
  const text = canonicalJson(buildRecord(aDecision({ ballots: [] })));
  const verification = await verifyRecord(text, {}, nodeCrypto);
  expect(verification).toMatchObject({
    ok: true,
    record: { results: { ok: false, reason: "no-ballots" } },
    scores: 0,
  });
});

describe("verifying", () => {
  test("everything agrees in an untouched record", async () => {
    const { text, claims } = sealed();
    const verification = await verifyRecord(text, claims, nodeCrypto);
    expect(verification).toMatchObject({ ok: true, checks: all("agrees"), scores: 2 });
    expect(verification.ok && verification.hash).toBe(createHash("sha256").update(text).digest("hex"));
  });

  test("without claims, what can be recomputed is, and the rest is said to be unchecked", async () => {
    const { text } = sealed();
    expect(await verifyRecord(text, {}, nodeCrypto)).toMatchObject({
      ok: true,
      checks: {
        fingerprint: "not-checked",
        signature: "not-checked",
        frame: "agrees",
        chain: "not-checked",
        ranking: "agrees",
      },
    });
  });

  test("one changed byte breaks fingerprint and signature", async () => {
    const { text, claims } = sealed();
    const tampered = text.replace("It covers more.", "It covers mare.");
    expect(tampered).not.toBe(text);
    expect(await verifyRecord(tampered, claims, nodeCrypto)).toMatchObject({
      checks: { fingerprint: "differs", signature: "differs", ranking: "agrees" },
    });
  });

  test("a changed ballot, sealed anew with another key, still betrays itself by the ranking", async () => {
    const record = buildRecord(aDecision());
    const ballot = record.ballots[0];
    if (!ballot) throw new Error("no ballot");
    ballot.scores["ease|databricks"] = 1;
    const { text, claims } = sealed(canonicalJson(record));
    expect(await verifyRecord(text, claims, nodeCrypto)).toMatchObject({
      checks: { fingerprint: "agrees", signature: "agrees", ranking: "differs" },
    });
  });

  test("a changed frame no longer has the hash it was locked with", async () => {
    const record = buildRecord(aDecision());
    const criterion = record.frame.body.criteria[1];
    if (criterion) criterion.question = "How hard?";
    expect(await verifyRecord(canonicalJson(record), {}, nodeCrypto)).toMatchObject({
      checks: { frame: "differs" },
    });
  });

  test("a record put after another version breaks the chain", async () => {
    const { text, claims } = sealed();
    expect(await verifyRecord(text, { ...claims, previousHash: "00" }, nodeCrypto)).toMatchObject({
      checks: { chain: "differs" },
    });
  });

  test.each([
    ["not-json", "{"],
    ["not-a-record", "[]"],
    ["not-a-record", '{"schema":"plateau-record/9"}'],
    ["not-a-record", "null"],
  ])("%s is an answer, not an exception", async (reason, text) => {
    expect(await verifyRecord(text, {}, nodeCrypto)).toEqual({ ok: false, reason });
  });

  test("a key or signature that is none does not hold", () => {
    expect(nodeCrypto.verifyEd25519("x", "!!", "!!")).toBe(false);
    expect(nodeCrypto.verifyEd25519("x", "", publicKey)).toBe(false);
  });
});
