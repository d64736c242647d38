import net from "node:net";

/** The longest statement takes a tenth of this on a busy server. */
const SILENCE_MS = 60_000;

/**
 * A line to PostgreSQL that ends when nothing has come over it for so long. A fail-over or a firewall may swallow
 * one without a word, and the system would try for a quarter of an hour while everything waits for an answer.
 */
export function databaseLine(silenceMs = SILENCE_MS): net.Socket {
  const line = new net.Socket();
  line.setTimeout(silenceMs, () => line.destroy(new Error(`the database was silent for ${silenceMs} ms`)));
  return line;
}
