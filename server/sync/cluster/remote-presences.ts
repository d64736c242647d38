import * as decoding from "lib0/decoding";
import type { PresenceState } from "../../../lib/sync/protocol";

/** Somebody who is connected to another instance, as that instance has rebuilt them. */
export interface RemotePresence {
  client: number;
  clock: number;
  /** The instance's room. */
  sender: string;
  heardAt: number;
  /** As it stands in a frame. */
  entry: Uint8Array;
  /** Null: they have gone. */
  state: PresenceState | null;
}

/** Throws when the bytes are no awareness update. */
export function readPresences(sender: string, bytes: Uint8Array, heardAt: number): RemotePresence[] {
  const decoder = decoding.createDecoder(bytes);
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const from = decoder.pos;
    const client = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state = JSON.parse(decoding.readVarString(decoder)) as PresenceState | null;
    return { client, clock, sender, heardAt, state, entry: bytes.slice(from, decoder.pos) };
  });
}

/** Who is on the board through other instances. */
export class RemotePresences {
  readonly #presences = new Map<number, RemotePresence>();

  get entries(): Uint8Array[] {
    return [...this.#presences.values()].map((presence) => presence.entry);
  }

  ownerOf(client: number): string | undefined {
    return this.#presences.get(client)?.state?.user.userId;
  }

  /** False when it is older than what is known, or the end of somebody who is known through another instance. */
  take(presence: RemotePresence): boolean {
    const known = this.#presences.get(presence.client);
    if (known && known.clock >= presence.clock) return false;
    if (presence.state) this.#presences.set(presence.client, presence);
    else if (known && known.sender !== presence.sender) return false;
    else this.#presences.delete(presence.client);
    return true;
  }

  forget(client: number): void {
    this.#presences.delete(client);
  }

  /** The client ids of those who were there through this sender. */
  drop(sender: string): number[] {
    return this.#dropAll((presence) => presence.sender === sender);
  }

  /** Everybody is said again every now and then: who has not been since `before`, left in a message that was lost. */
  expire(before: number): number[] {
    return this.#dropAll((presence) => presence.heardAt < before);
  }

  #dropAll(isGone: (presence: RemotePresence) => boolean): number[] {
    const gone = [...this.#presences.values()].filter(isGone).map(({ client }) => client);
    for (const client of gone) this.#presences.delete(client);
    return gone;
  }
}
