/**
 * Makes docs/screenshot.png: the built server on a data folder of its own, a first administrator, a board from
 * the built-in template with its ratings, the map at 1440 × 900. `npm run build` first is not needed.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { findBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { projectDir } from "./install.mjs";
import { giveUp, say } from "./say.mjs";

const START_WITHIN_MS = 90_000;
const words = (file) =>
  JSON.parse(fs.readFileSync(path.join(projectDir, "messages", "en", `${file}.json`), "utf8"));

process.chdir(projectDir);
await ensureBuilt();
const found = await findBrowser();
if (found.missing) {
  giveUp(`No screenshot: ${found.missing}.`, "Pas de capture d’écran : aucun navigateur n’a été trouvé.");
}
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-screenshot-"));
const server = await startServer();
try {
  const browser = await chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env },
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  });
  try {
    await takePicture(browser, server.setupLink);
  } finally {
    await browser.close();
  }
} finally {
  await server.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
}

async function takePicture(browser, setupLink) {
  const [auth, newBoard] = [words("auth"), words("newBoard")];
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  await page.goto(setupLink);
  await page.getByLabel(auth.name, { exact: true }).fill("Ada Martin");
  await page.getByLabel(auth.email).fill("ada@example.org");
  await page.getByLabel(auth.password).fill("a few words to remember");
  await page.getByRole("button", { name: auth.becomeAdministrator }).click();
  await page.waitForURL(/\/en$/);

  await page.goto(new URL("/en/boards/new", page.url()).href);
  await page.getByRole("radio", { name: newBoard.withRatings }).check({ force: true });
  await page.getByRole("button", { name: newBoard.create }).click();
  await page.waitForURL(/\/boards\/[\w-]+$/);

  await page.getByRole("button", { name: /^Databricks/ }).click();
  await page.getByText("Train the model").first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1_500); // The camera fits the map to the window in a short glide.
  const card = await page.getByRole("group", { name: /^Train the model/ }).boundingBox();
  await page.mouse.click(card.x + card.width / 2, card.y + card.height / 2);
  await page.mouse.move(720, 4);
  const file = path.join(projectDir, "docs", "screenshot.png");
  await page.screenshot({ path: file });
  say(`Saved ${path.relative(projectDir, file)}.`);
}

async function startServer() {
  const port = await freePort();
  const child = spawn(process.execPath, ["dist/server.mjs"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_ENV: "production", PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: "" },
  });
  const gone = new Promise((resolve) => child.once("exit", resolve));
  const setupLink = await new Promise((resolve, reject) => {
    let output = "";
    const late = setTimeout(
      () => reject(new Error(`the server did not start in time:\n${output}`)),
      START_WITHIN_MS,
    );
    child.stdout.on("data", (chunk) => {
      output += chunk;
      const [link] = /http\S+\/setup\/\S+/.exec(output) ?? [];
      if (!link) return;
      clearTimeout(late);
      resolve(link);
    });
    child.once("exit", (code) => reject(new Error(`the server ended with code ${code}:\n${output}`)));
  });
  const stop = () => {
    child.kill("SIGTERM");
    return gone;
  };
  return { setupLink, stop };
}

async function freePort() {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
