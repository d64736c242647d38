import path from "node:path";
import { fileURLToPath } from "node:url";
import { HOCUSPOCUS, PLATEAU, Y_WEBSOCKET } from "../load/dialects.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const projectDir = path.resolve(here, "../../..");

/** Below the root, so that our bundle finds the product's packages and not the benchmark's. */
export const BUILD_DIR = path.join(projectDir, ".cache", "bench-sync");

/** `echoes`: what the client that belongs to the server does with everybody else's awareness. */
export const CONTENDERS = {
  plateau: {
    title: "Plateau",
    file: path.join(BUILD_DIR, "plateau.mjs"),
    dialect: PLATEAU,
    echoes: true,
    acknowledgement: "saved, after the commit",
    hasAccounts: true,
  },
  "y-websocket": {
    title: "y-websocket",
    file: path.join(here, "y-websocket.mjs"),
    dialect: Y_WEBSOCKET,
    echoes: true,
    acknowledgement: "none; its own update comes back",
  },
  hocuspocus: {
    title: "Hocuspocus",
    file: path.join(here, "hocuspocus.mjs"),
    dialect: HOCUSPOCUS,
    echoes: false,
    acknowledgement: "sync status, once applied",
  },
};
