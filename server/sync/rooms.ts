import { isAppError } from "../../lib/errors";
import type { Compactor } from "../persistence/compactor";
import { Room, type RoomOptions } from "./room";

type Shared = Pick<RoomOptions, "store" | "log" | "now" | "assertWritable" | "cluster"> & {
  compactor: Compactor;
};

interface Place {
  room: Promise<Room>;
  /** Sockets and readers that are in or on their way in. */
  guests: number;
  /** What happens once nobody is in. */
  idle: NodeJS.Timeout[];
}

/** A page that is loaded again is back by then. */
const LEFT_MS = 2_000;

/** The rooms of this process: each board at most once, loaded when somebody comes, gone some time after the last. */
export class Rooms {
  readonly #shared: Shared;
  readonly #idleMs: number;
  readonly #places = new Map<string, Place>();
  readonly #closing = new Set<Promise<void>>();

  constructor(shared: Shared, idleMs: number) {
    this.#shared = shared;
    this.#idleMs = idleMs;
  }

  /** Does something with a loaded room. Rejects when it cannot be loaded. */
  async use<T>(boardId: string, work: (room: Room) => Promise<T>): Promise<T> {
    const { room, exit } = await this.enter(boardId);
    return work(room).finally(exit);
  }

  /** A loaded room that stays until `exit` is called. */
  async enter(boardId: string): Promise<{ room: Room; exit: () => void }> {
    const place = this.#places.get(boardId) ?? this.#open(boardId);
    place.guests += 1;
    this.#stayOpen(place);
    const exit = () => {
      place.guests -= 1;
      if (place.guests > 0) return;
      const left = () => void this.#left(boardId, place);
      const close = () => {
        const closing = this.#close(boardId, place).finally(() => this.#closing.delete(closing));
        this.#closing.add(closing);
      };
      place.idle = [setTimeout(close, this.#idleMs)];
      if (this.#idleMs > LEFT_MS) place.idle.push(setTimeout(left, LEFT_MS));
      // Everything accepted is on its way to the log already: no reason to keep the process for it.
      for (const timer of place.idle) timer.unref();
    };
    try {
      return { room: await place.room, exit };
    } catch (error) {
      place.guests -= 1;
      throw error;
    }
  }

  /** Loaded or loading rooms. */
  async each(work: (room: Room) => unknown): Promise<void> {
    await Promise.all(
      [...this.#places.values()].map(async ({ room }) => {
        // One that cannot be loaded was logged and answered where it was asked for.
        const loaded = await room.catch(() => null);
        if (loaded) await work(loaded);
      }),
    );
  }

  /** A room that is loaded or on its way; null when there is none. */
  async find(boardId: string): Promise<Room | null> {
    return (await this.#places.get(boardId)?.room.catch(() => null)) ?? null;
  }

  /** A new epoch has begun: who is in the room of an earlier one is told, and who comes next loads anew. */
  async endEpoch(boardId: string, epoch: number): Promise<void> {
    const room = await this.find(boardId);
    if (room && room.epoch < epoch) room.endEpoch();
  }

  /** Rooms that everybody left are gone, with all that is done then. */
  async emptied(): Promise<void> {
    await Promise.all(this.#closing);
  }

  #open(boardId: string): Place {
    const forget = () => {
      if (this.#places.get(boardId) === place) this.#places.delete(boardId);
    };
    const { compactor, ...shared } = this.#shared;
    const room = Room.load({
      ...shared,
      boardId,
      died: forget,
      opened: (rows, urgent) => compactor.opened(boardId, rows, urgent),
      grew: (rows) => compactor.grew(boardId, rows),
    });
    const place: Place = { room, guests: 0, idle: [] };
    this.#places.set(boardId, place);
    room.catch(forget);
    return place;
  }

  /** Once all is in the log: else the rest of it would have to be compacted again. */
  async #left(boardId: string, place: Place): Promise<void> {
    try {
      await (await place.room).settle();
    } catch (error) {
      // A room whose log failed has died and said so.
      if (!isAppError(error)) throw error;
    }
    if (place.guests === 0 && this.#places.get(boardId) === place) this.#shared.compactor.left(boardId);
  }

  #stayOpen(place: Place): void {
    for (const timer of place.idle.splice(0)) clearTimeout(timer);
  }

  async #close(boardId: string, place: Place): Promise<void> {
    const room = await place.room;
    try {
      // Again when somebody came, wrote and left meanwhile: who comes next must find it in the log.
      do {
        await room.settle();
        await room.keepLeft();
      } while (place.guests === 0 && !room.isSettled);
    } catch (error) {
      // A room whose log failed has died and said so.
      if (!isAppError(error)) throw error;
    }
    if (place.guests > 0) return;
    this.#stayOpen(place);
    if (this.#places.get(boardId) === place) this.#places.delete(boardId);
    room.destroy();
    // One that died earlier: its board is open again in another room.
    if (!this.#places.has(boardId)) this.#shared.compactor.closed(boardId);
  }
}
