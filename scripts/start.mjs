/** `npm start`: installs and builds what is missing, then becomes the server. Plain Node, nothing to install first. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuilt, refuseUnderRunning } from "./build.mjs";
import { checkNode, ensureInstalled, projectDir } from "./install.mjs";
import { noteRunning } from "./running.mjs";

checkNode();
process.chdir(projectDir);
process.env.NODE_ENV = "production";
process.env.NEXT_TELEMETRY_DISABLED = "1";

// Before building: a build would pull the pages from under a server that runs from this folder.
refuseUnderRunning();
ensureInstalled();
await ensureBuilt();
noteRunning(path.join(projectDir, "dist"));
process.setSourceMapsEnabled(true);
await import(pathToFileURL(path.join(projectDir, "dist", "server.mjs")).href);
