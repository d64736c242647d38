import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StartRefusal } from "../lib/start-refusal";

/** Answers the port; a port that cannot be had is said in words. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(asRefusal(error, port, host)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function asRefusal(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new StartRefusal(
        `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
        `Le port ${port} est pris par un autre programme. Arrêtez ce programme, ou choisissez un autre port : PORT=${port + 1} npm start`,
      );
    case "EACCES":
      return new StartRefusal(
        `This user may not open port ${port}. Choose a port above 1023: PORT=3000 npm start`,
        `Ce compte n’a pas le droit d’ouvrir le port ${port}. Choisissez un port au-dessus de 1023 : PORT=3000 npm start`,
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new StartRefusal(
        `HOST=${host} is no address of this machine. Leave it out for this machine only, or use 0.0.0.0 for the whole network.`,
        `HOST=${host} n’est pas une adresse de cette machine. Retirez-le pour cette machine seule, ou mettez 0.0.0.0 pour tout le réseau.`,
      );
    default:
      return error;
  }
}
