/** `npm start`: installs and builds what is missing, then becomes the server. Plain Node, nothing to install first. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { checkNode, ensureInstalled, projectDir } from "./install.mjs";
import { findRunning, noteRunning } from "./running.mjs";
import { giveUp } from "./say.mjs";

checkNode();
process.chdir(projectDir);
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";

// Before building: a build would pull the pages from under a server that runs from this folder.
const running = findRunning(path.join(projectDir, "dist"));
if (running) {
  const { isBuilt } = await import("./build.mjs");
  if (!isBuilt()) {
    giveUp(
      `Plateau is running from this folder (process ${running}) and its sources have changed. Stop it first, then start again.`,
      `Plateau fonctionne depuis ce dossier (processus ${running}) et ses sources ont changé. Arrêtez-le d’abord, puis relancez.`,
    );
  }
}
ensureInstalled();
const { ensureBuilt } = await import("./build.mjs");
await ensureBuilt();
noteRunning(path.join(projectDir, "dist"));
process.setSourceMapsEnabled(true);
await import(pathToFileURL(path.join(projectDir, "dist", "server.mjs")).href);
