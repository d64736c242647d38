/** Updates that no Yjs client makes. */
import * as encoding from "lib0/encoding";

/** An update written by hand: one client's section of raw structs, and a delete set. */
export function forge(
  structs: { client: number; clock: number; write: ((encoder: encoding.Encoder) => void)[] }[],
  deletes: [client: number, clock: number, length: number][] = [],
): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, structs.length);
    for (const section of structs) {
      encoding.writeVarUint(encoder, section.write.length);
      encoding.writeVarUint(encoder, section.client);
      encoding.writeVarUint(encoder, section.clock);
      for (const write of section.write) write(encoder);
    }
    encoding.writeVarUint(encoder, deletes.length);
    for (const [client, clock, length] of deletes) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  });
}
/** A value for an entry that is told by its name. */
export const named =
  (root: string, key: string | null, value: unknown = 1) =>
  (encoder: encoding.Encoder) => {
    encoding.writeUint8(encoder, 8 | (key === null ? 0 : 0x20));
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, root);
    if (key !== null) encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, 1);
    encoding.writeAny(encoder, value as never);
  };
/** Values between two items. */
export const after = (origin: [number, number] | null, right: [number, number] | null, values = [1]) => {
  return (encoder: encoding.Encoder) => {
    encoding.writeUint8(encoder, 8 | (origin ? 0x80 : 0) | (right ? 0x40 : 0));
    for (const id of [origin, right]) {
      if (!id) continue;
      encoding.writeVarUint(encoder, id[0]);
      encoding.writeVarUint(encoder, id[1]);
    }
    encoding.writeVarUint(encoder, values.length);
    for (const value of values) encoding.writeAny(encoder, value as never);
  };
};

/** A struct that holds nothing any more, as Yjs keeps where a type was deleted. */
export const collected = (length: number) => (encoder: encoding.Encoder) => {
  encoding.writeUint8(encoder, 0);
  encoding.writeVarUint(encoder, length);
};
/** The trace of deleted values. */
export const deleted =
  (root: string, key: string, length = 1) =>
  (encoder: encoding.Encoder) => {
    encoding.writeUint8(encoder, 1 | 0x20);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, root);
    encoding.writeVarString(encoder, key);
    encoding.writeVarUint(encoder, length);
  };
/** As it, behind an item. */
export const deletedAfter =
  (origin: [number, number], length = 1) =>
  (encoder: encoding.Encoder) => {
    encoding.writeUint8(encoder, 1 | 0x80);
    for (const n of [...origin, length]) encoding.writeVarUint(encoder, n);
  };
/** Seven bytes that claim as many structs as `count`. */
export const bomb = (count: number): Uint8Array =>
  encoding.encode((encoder) => {
    for (const n of [1, count, 99, 0]) encoding.writeVarUint(encoder, n);
  });
