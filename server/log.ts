import pino from "pino";

/** One line of JSON per event on stderr; what is meant for the person at the terminal goes to stdout in words. */
export type Log = pino.Logger;

export const createLog = (level: string): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
