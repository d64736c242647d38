/** A Chromium for the browser tests: named, on this machine, or fetched from the package registry. */
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { npm, projectDir } from "./install.mjs";
import { say } from "./say.mjs";
import { onPath } from "./services.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ELSEWHERE = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const PACKAGE = "@sparticuz/chromium@143.0.4";

/** `{ path, env }`, or `{ missing: reason }`. */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named)
    return fs.existsSync(named)
      ? { path: named, env: {} }
      : { missing: `CHROMIUM_PATH=${named} does not exist` };
  const present = NAMES.map(onPath).find(Boolean) ?? ELSEWHERE.find((file) => fs.existsSync(file));
  return present ? { path: present, env: {} } : fetchBrowser();
}

async function fetchBrowser() {
  if (process.platform !== "linux") return { missing: "no Chromium or Chrome found; set CHROMIUM_PATH" };
  const prefix = path.join(projectDir, ".cache", "chromium");
  const entry = path.join(prefix, "node_modules", "@sparticuz", "chromium", "build", "esm", "index.js");
  if (!fs.existsSync(entry)) {
    say(`No browser on this machine: fetching ${PACKAGE} …`);
    fs.mkdirSync(prefix, { recursive: true });
    const status = npm([
      "install",
      "--no-save",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      "--prefix",
      prefix,
      PACKAGE,
    ]);
    if (status !== 0 || !fs.existsSync(entry))
      return { missing: "no Chromium found, and none could be fetched" };
  }
  // Makes the package unpack the libraries that a bare system lacks (NSS).
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  const chromium = (await import(pathToFileURL(entry).href)).default;
  const executable = await chromium.executablePath();
  return { path: executable, env: { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? "" } };
}
