/** `@hocuspocus/server` with its SQLite extension and otherwise as it comes: stores 2 s after a change, at most 10 s. */
import { ready } from "./control.mjs";
import path from "node:path";
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const server = new Server({
  port: 0,
  address: "127.0.0.1",
  quiet: true,
  extensions: [new SQLite({ database: path.join(process.env.DATA_DIR, "documents.sqlite") })],
});
await server.listen();
ready(server.address.port);
