import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { discard, ownPlateau, startPlateau } from "./plateau";

const instance = ownPlateau();

test("pages come alive without a console error or a request that leaves the house", async ({ page }) => {
  const plateau = instance();
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(message.text());
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== plateau.url && !["data:", "blob:"].includes(url.protocol)) wrong.push(request.url());
  });
  for (const address of ["/", "/fr", "/en/signin", plateau.setupLink ?? ""]) {
    const answer = await page.goto(new URL(address, plateau.url).href);
    expect(answer?.headers()["content-security-policy"]).toContain("'strict-dynamic'");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForFunction(() => {
      const link = document.querySelector("a");
      return link !== null && Object.keys(link).some((key) => key.startsWith("__reactFiber"));
    });
  }
  expect(wrong).toEqual([]);
});

test("stops in order, is refused twice on one folder, and starts again after kill -9", async () => {
  test.slow();
  const plateau = await startPlateau();
  const lock = path.join(plateau.dataDir, "in-use.lock");
  const firstLink = plateau.setupLink;
  expect(firstLink).toContain("/setup/");

  const second = spawn(process.execPath, ["dist/server.mjs"], {
    env: { ...process.env, NODE_ENV: "production", PORT: "0", DATA_DIR: plateau.dataDir, DATABASE_URL: "" },
  });
  let said = "";
  second.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  expect(await new Promise((resolve) => second.once("close", resolve))).toBe(1);
  expect(said).toContain("is in use by process");

  await plateau.stop("SIGKILL");
  expect(fs.existsSync(lock)).toBe(true);
  await plateau.start();
  expect(plateau.setupLink).not.toBe(firstLink);

  const since = Date.now();
  await plateau.stop("SIGTERM");
  expect(Date.now() - since).toBeLessThan(20_000);
  expect(fs.existsSync(lock)).toBe(false);
  expect(plateau.output()).toContain("Stopping");
  await discard(plateau);
});
