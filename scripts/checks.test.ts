import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";

/** Each check runs on a small project of its own, in which one thing is wrong. */
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function run(check: string, files: Record<string, unknown>): { ok: boolean; said: string } {
  const folder = mkdtempSync(path.join(tmpdir(), "plateau-check-"));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  const script = path.resolve(`scripts/check-${check}.mjs`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: folder, encoding: "utf8" });
  return { ok: status === 0, said: stdout + stderr };
}

describe("messages", () => {
  const both = (en: unknown, fr: unknown) =>
    run("messages", { "messages/en/a.json": en, "messages/fr/a.json": fr });

  test("accepts two languages that say the same", () => {
    const en = {
      a: { b: "Saved: {n, plural, one {# edit} other {# edits}} of <b>{who}</b>" },
      time: "12:30",
    };
    const fr = {
      a: { b: "Enregistré\u00a0: {n, plural, one {# modification} other {# modifications}} de <b>{who}</b>" },
      time: "12:30",
    };
    expect(both(en, fr)).toEqual({ ok: true, said: expect.stringContaining("2 messages") });
  });

  test.each([
    ["a missing key", { a: "A", b: "B" }, { a: "A" }, "messages/fr/a.json: b is missing"],
    ["a key too many", { a: "A" }, { a: "A", b: "B" }, "messages/en/a.json: b is missing"],
    ["an empty text", { a: "A" }, { a: " " }, "a is empty"],
    ["another placeholder", { a: "{n} of {all}" }, { a: "{n}" }, "placeholders n, English all, n"],
    [
      "a placeholder missing inside a plural",
      { a: "{n, plural, other {{x}}}" },
      { a: "{n, plural, other {y}}" },
      "n, x",
    ],
    ["a lost tag", { a: "<b>A</b>" }, { a: "A" }, "placeholders none, English <b>"],
    ["unbalanced braces", { a: "A" }, { a: "{n" }, "unbalanced braces"],
    ["a plain space before a colon", { a: "A: b" }, { a: "A : b" }, "plain space before :"],
    ["no space before a question mark", { a: "A?" }, { a: "A?" }, "no space before ?"],
    ["no space between a placeholder and !", { a: "{n}!" }, { a: "{n}!" }, "no space before !"],
    ["plain spaces in guillemets", { a: "A" }, { a: "« A »" }, "no fixed space after «"],
    ["a straight apostrophe", { a: "A" }, { a: "l'A" }, "straight apostrophe"],
  ])("refuses %s", (_, en, fr, said) => {
    const answer = both(en, fr);
    expect(answer.said).toContain(said);
    expect(answer.ok).toBe(false);
  });

  test("refuses a file that only one language has", () => {
    expect(run("messages", { "messages/en/a.json": {} }).said).toContain("messages/fr/a.json is missing");
  });
});

describe("rules", () => {
  const rule = "# Rules\n\n- **WS1** One thing.\n- **WS2** Another.\n";
  // Written apart, so that this file does not name rules that nobody has.
  const named = (id: string) => `[${id}]`;
  const naming = (...ids: string[]) => ids.map((id) => `test("${named(id)} holds", () => {});`).join("\n");

  test("accepts rules that have tests", () => {
    const files = { "lib/x/RULES.md": rule, "lib/x/a.test.ts": naming("WS1", "WS2") };
    expect(run("rules", files)).toEqual({ ok: true, said: expect.stringContaining("2 rules") });
  });

  test("refuses a rule without a test, a test without a rule, a number given twice", () => {
    expect(run("rules", { "lib/x/RULES.md": rule, "lib/x/a.test.ts": naming("WS1") }).said).toContain(
      `no test names ${named("WS2")}`,
    );
    const strange = run("rules", {
      "docs/sync.md": rule,
      "server/a.contract.ts": naming("WS1", "WS2", "WS3"),
    });
    expect(strange.said).toContain(`${named("WS3")} is no rule`);
    const twice = run("rules", {
      "lib/x/RULES.md": rule,
      "docs/sync.md": rule,
      "lib/a.test.ts": naming("WS1", "WS2"),
    });
    expect(twice.said).toContain("WS1 stands in");
    expect([strange.ok, twice.ok]).toEqual([false, false]);
  });
});

describe("versions", () => {
  const lock = (packages: Record<string, object>) =>
    run("versions", { "package.json": {}, "package-lock.json": { packages: { "": {}, ...packages } } });

  test("accepts a lock that is in order", () => {
    const sharp = { version: "1.0.0", optionalDependencies: { "sharp-linux": "1.0.0" } };
    const inside = {
      "node_modules/sharp": sharp,
      "node_modules/sharp/node_modules/sharp-linux": { version: "1.0.0" },
    };
    expect(lock({ "node_modules/ws": { version: "8.23.0" }, ...inside }).ok).toBe(true);
  });

  test.each([
    [
      "a version with a known hole",
      { "node_modules/x/node_modules/ws": { version: "8.20.9" } },
      "known hole",
    ],
    ["a pre-release of the floor", { "node_modules/ws": { version: "8.21.1-rc.1" } }, "known hole"],
    [
      "a second Yjs",
      {
        "node_modules/yjs": { version: "13.6.33" },
        "node_modules/y/node_modules/yjs": { version: "14.0.0" },
      },
      "more than once",
    ],
    [
      "a registry's address",
      { "node_modules/a": { version: "1.0.0", resolved: "https://r.example/a.tgz" } },
      "address",
    ],
    [
      "a platform left out",
      { "node_modules/a": { version: "1.0.0", optionalDependencies: { "a-mac": "1" } } },
      "lacks a-mac",
    ],
  ])("refuses %s", (_, packages, said) => {
    const answer = lock(packages as unknown as Record<string, object>);
    expect(answer.said).toContain(said);
    expect(answer.ok).toBe(false);
  });
});
