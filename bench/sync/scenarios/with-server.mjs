import { ServerProcess } from "../servers/server-process.mjs";

/** Starts the server on new data, and clears both away afterwards. */
export async function withServer(contender, options, work) {
  const server = await ServerProcess.start(contender, options);
  try {
    return await work(server);
  } finally {
    await server.stop();
    server.removeData();
  }
}
