/** `@y/websocket-server` as its own `server.js` starts it, with LevelDB; on a free port. */
import { ready } from "./control.mjs";
import http from "node:http";
import path from "node:path";

// Read when the module is loaded.
process.env.YPERSISTENCE = path.join(process.env.DATA_DIR, "leveldb");
const { setupWSConnection } = await import("@y/websocket-server/utils");
const { default: WebSocket } = await import("ws");

const sockets = new WebSocket.Server({ noServer: true });
sockets.on("connection", setupWSConnection);
const server = http.createServer();
server.on("upgrade", (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit("connection", webSocket, request));
});
// It has no way to flush; its writes need some time.
process.on("SIGTERM", () => setTimeout(() => process.exit(0), 2_000));
server.listen(0, "127.0.0.1", () => ready(server.address().port));
