// Reads a Yjs update (version 1) without building anything from it: what Yjs would allocate, create or choke on
// while applying is known, and refused, before Yjs sees it. Yjs's own two readers differ on odd bytes, and
// applying is not atomic: a frame that throws half-way has changed the document.
import * as decoding from "lib0/decoding";
import * as Y from "yjs";

export interface StructId {
  client: number;
  clock: number;
}

/** One item of an update: where it stands in its client's history and where it hangs itself in. */
export interface ScannedStruct extends StructId {
  length: number;
  origin: StructId | null;
  rightOrigin: StructId | null;
  /** Given only when neither origin is; else inherited from them. */
  root: string | null;
  key: string | null;
  /** A trace of something deleted: no value is given any more. */
  isTrace: boolean;
  /** Where in the update its content begins, and whether its values are JSON texts. */
  contentAt: number;
  isText: boolean;
}

export interface ScannedRange extends StructId {
  length: number;
}

export interface ScannedUpdate {
  /** Each client's new history, without holes. */
  sections: Map<number, ScannedStruct[]>;
  deletes: ScannedRange[];
}

type Scan = { ok: true; update: ScannedUpdate } | { ok: false; reason: string };

/** An hour of busy drawing offline is some 10,000; this many are scanned and judged in about 50 ms. */
const MAX_STRUCTS = 50_000;
/** A section is one tab's history; what a board's people did while the server was away comes with a few. */
const MAX_SECTIONS = 2_000;
/** A whole document's deletions come with every sync step 2. */
const MAX_DELETE_RANGES = 200_000;
/** One struct of deleted content stands for as many overwritten values; nobody makes a million of them. */
const MAX_STRUCT_LENGTH = 1_000_000;
/** Deeper values than this are an attack on somebody's call stack. */
const MAX_DEPTH = 100;
const MAX_NAME = 300;
const MAX_CLIENT = 2 ** 32 - 1;

// Struct info: low five bits say what it holds, the rest what its position is told by.
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;
const CONTENT = 0x1f;
const DELETED = 1;
const JSON_TEXTS = 2;
const VALUES = 8;

class Malformed extends Error {}

export function scanUpdate(bytes: Uint8Array): Scan {
  const decoder = decoding.createDecoder(bytes);
  try {
    const sections = readSections(decoder);
    const deletes = readDeletes(decoder);
    if (decoding.hasContent(decoder)) throw new Malformed("trailing-bytes");
    return { ok: true, update: { sections, deletes } };
  } catch (error) {
    // Nothing here touches anything but these bytes: whatever was thrown, they are what is wrong.
    return { ok: false, reason: error instanceof Malformed ? error.message : "not-an-update" };
  }
}

function readSections(decoder: decoding.Decoder): Map<number, ScannedStruct[]> {
  const sections = new Map<number, ScannedStruct[]>();
  let left = MAX_STRUCTS;
  for (let count = decoding.readVarUint(decoder); count > 0; count--) {
    const structCount = decoding.readVarUint(decoder);
    const client = readClient(decoder);
    // Yjs keeps the later of two sections and forgets the earlier.
    if (sections.has(client)) throw new Malformed("client-twice");
    if (sections.size >= MAX_SECTIONS) throw new Malformed("too-many-sections");
    let clock = decoding.readVarUint(decoder);
    if (structCount === 0) throw new Malformed("empty-section");
    if (structCount > left) throw new Malformed("too-many-structs");
    left -= structCount;
    const section: ScannedStruct[] = [];
    for (let n = structCount; n > 0; n--) {
      const struct = readStruct(decoder, client, clock);
      section.push(struct);
      clock += struct.length;
    }
    sections.set(client, section);
  }
  return sections;
}

function readStruct(decoder: decoding.Decoder, client: number, clock: number): ScannedStruct {
  const info = readByte(decoder);
  // Flat maps never lose a parent, so no honest client has a GC struct to send; a forged one erases history
  // that its owner has yet to write.
  if ((info & CONTENT) === 0) throw new Malformed("gc-struct");
  if ((info & CONTENT) === 10) throw new Malformed("skip-struct");
  const origin = info & HAS_ORIGIN ? readId(decoder) : null;
  const rightOrigin = info & HAS_RIGHT_ORIGIN ? readId(decoder) : null;
  let root: string | null = null;
  let key: string | null = null;
  if (!origin && !rightOrigin) {
    if (decoding.readVarUint(decoder) !== 1) throw new Malformed("nested-type");
    root = readName(decoder);
    if (!(info & HAS_KEY)) throw new Malformed("not-a-map-entry");
    key = readName(decoder);
  }
  const contentAt = decoder.pos;
  const length = readContent(decoder, info & CONTENT);
  if (length < 1 || length > MAX_STRUCT_LENGTH) throw new Malformed("bad-length");
  const isTrace = (info & CONTENT) === DELETED;
  return {
    client,
    clock,
    length,
    origin,
    rightOrigin,
    root,
    key,
    isTrace,
    contentAt,
    isText: (info & CONTENT) === JSON_TEXTS,
  };
}

/** The values of a struct that was scanned in `bytes` and is no trace. */
export function readValues(bytes: Uint8Array, { contentAt, isText }: ScannedStruct): unknown[] {
  const decoder = decoding.createDecoder(bytes);
  decoder.pos = contentAt;
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    if (!isText) return decoding.readAny(decoder) as unknown;
    const text = decoding.readVarString(decoder);
    return text === "undefined" ? undefined : (JSON.parse(text) as unknown);
  });
}

/** The clients whose history an update that is known to be well-formed goes on; most have one, and say so first. */
export function clientsOf(bytes: Uint8Array): number[] {
  const decoder = decoding.createDecoder(bytes);
  const sections = decoding.readVarUint(decoder);
  if (sections === 0) return [];
  if (sections === 1) {
    decoding.readVarUint(decoder);
    return [decoding.readVarUint(decoder)];
  }
  return [...Y.parseUpdateMeta(bytes).from.keys()];
}

/** Only JSON values, and the traces of deleted ones: the answer is how many. */
function readContent(decoder: decoding.Decoder, content: number): number {
  if (content === DELETED) return decoding.readVarUint(decoder);
  if (content !== VALUES && content !== JSON_TEXTS) throw new Malformed("not-a-json-value");
  const count = decoding.readVarUint(decoder);
  for (let n = count; n > 0; n--) {
    if (content === VALUES) skipValue(decoder, 0);
    else {
      const text = decoding.readVarString(decoder);
      if (text !== "undefined") JSON.parse(text);
    }
  }
  return count;
}

/** lib0's "any" encoding. Its reader recurses as deep as the bytes say and sets prototypes on the way. */
function skipValue(decoder: decoding.Decoder, depth: number): void {
  if (depth > MAX_DEPTH) throw new Malformed("too-deep");
  const type = readByte(decoder);
  switch (type) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      decoding.readVarInt(decoder);
      return;
    case 124:
      decoding.readFloat32(decoder);
      return;
    case 123:
      decoding.readFloat64(decoder);
      return;
    case 119:
      decoding.readVarString(decoder);
      return;
    case 118:
      for (let n = decoding.readVarUint(decoder); n > 0; n--) {
        if (decoding.readVarString(decoder) === "__proto__") throw new Malformed("prototype-key");
        skipValue(decoder, depth + 1);
      }
      return;
    case 117:
      for (let n = decoding.readVarUint(decoder); n > 0; n--) skipValue(decoder, depth + 1);
      return;
    default: // bytes, big integers and types yet unborn: not JSON
      throw new Malformed("not-a-json-value");
  }
}

function readDeletes(decoder: decoding.Decoder): ScannedRange[] {
  const deletes: ScannedRange[] = [];
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = readClient(decoder);
    for (let n = decoding.readVarUint(decoder); n > 0; n--) {
      const clock = decoding.readVarUint(decoder);
      const length = decoding.readVarUint(decoder);
      if (length < 1) throw new Malformed("bad-length");
      deletes.push({ client, clock, length });
      if (deletes.length > MAX_DELETE_RANGES) throw new Malformed("too-many-deletes");
    }
  }
  return deletes;
}

/** lib0 reads past the end as `undefined`, which counts as a GC struct or worse. */
function readByte(decoder: decoding.Decoder): number {
  if (!decoding.hasContent(decoder)) throw new Malformed("cut-short");
  return decoding.readUint8(decoder);
}

function readClient(decoder: decoding.Decoder): number {
  const client = decoding.readVarUint(decoder);
  if (client > MAX_CLIENT) throw new Malformed("bad-client");
  return client;
}

const readId = (decoder: decoding.Decoder): StructId => ({
  client: readClient(decoder),
  clock: decoding.readVarUint(decoder),
});

function readName(decoder: decoding.Decoder): string {
  const name = decoding.readVarString(decoder);
  if (name.length === 0 || name.length > MAX_NAME) throw new Malformed("bad-name");
  return name;
}
