/**
 * What differs between the wire of y-websocket and that of Hocuspocus. The sync and awareness messages inside are
 * the same; Hocuspocus puts the document's name before each, asks who is there, and answers each update.
 */
import * as encoding from "lib0/encoding";

const NOTHING = new Uint8Array(0);

export const Y_WEBSOCKET = {
  /** Whether a writer is told anything about its updates. */
  answers: false,
  path: (room) => `/${room}`,
  prefix: () => NOTHING,
  hello: () => null,
};

export const PLATEAU = {
  answers: true,
  path: (room) => `/sync/${room}?ack=1`,
  prefix: () => NOTHING,
  hello: () => null,
};

export const HOCUSPOCUS = {
  answers: true,
  path: () => "/",
  prefix: (room) => encoding.encode((encoder) => encoding.writeVarString(encoder, room)),
  /** Authentication, with a token that nobody looks at. */
  hello: () =>
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 2);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarString(encoder, "bench");
      encoding.writeVarString(encoder, "4.7.0");
    }),
};
