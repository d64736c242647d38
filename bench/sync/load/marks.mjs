/**
 * Marks that tell which update or which cursor a frame brings, found by looking through its bytes: merged and
 * batched messages count for all that they hold, and nothing has to be decoded.
 */
const AT = 64; // @
const U = 85;
const QUOTE = 34;
const COLON = 58;
const LETTER_X = 120;
const ZERO = 48;
/** Records are longer than this: after a mark there is no need to look at every byte. */
const MARK_LENGTH = 16;
const GAP_AFTER_MARK = 120;
const GAP_AFTER_CURSOR = 40;
/** All cursors have seven digits. */
const CURSOR_BASE = 1_000_000;

/** In a record of the drawing. Three digits for the client, seven for the number of the update. */
export const updateMark = (client, number) =>
  `@@U${String(client).padStart(3, "0")}:${String(number).padStart(7, "0")}@@`;

/** Calls `found(client, number)` for each update whose record is in the frame. */
export function eachUpdate(frame, found) {
  for (let i = 0, end = frame.length - MARK_LENGTH; i <= end; i++) {
    if (frame[i] !== AT || frame[i + 1] !== AT || frame[i + 2] !== U) continue;
    found(digits(frame, i + 3, 3), digits(frame, i + 7, 7));
    i += GAP_AFTER_MARK;
  }
}

/** A place on the page that tells whose cursor this is and which move. */
export const cursorMark = (client, number) => ({ x: CURSOR_BASE + number, y: CURSOR_BASE + client });

/** Calls `found(client, number)` for each cursor in the frame: `"x":1000001,"y":1000002`. */
export function eachCursor(frame, found) {
  for (let i = 1, end = frame.length - 21; i <= end; i++) {
    if (frame[i] !== LETTER_X || frame[i - 1] !== QUOTE || frame[i + 1] !== QUOTE || frame[i + 2] !== COLON) {
      continue;
    }
    found(digits(frame, i + 15, 7) - CURSOR_BASE, digits(frame, i + 3, 7) - CURSOR_BASE);
    i += GAP_AFTER_CURSOR;
  }
}

function digits(frame, from, count) {
  let value = 0;
  for (let i = from; i < from + count; i++) value = value * 10 + frame[i] - ZERO;
  return value;
}
