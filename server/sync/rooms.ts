import { isAppError } from "../../lib/errors";
import { Room, type RoomOptions } from "./room";

type Shared = Omit<RoomOptions, "boardId" | "died">;

interface Place {
  room: Promise<Room>;
  /** Sockets and readers that are in or on their way in. */
  guests: number;
  idle: NodeJS.Timeout | null;
}

/** The rooms of this process: each board at most once, loaded when somebody comes, gone some time after the last. */
export class Rooms {
  readonly #shared: Shared;
  readonly #idleMs: number;
  readonly #places = new Map<string, Place>();

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
    if (place.idle) clearTimeout(place.idle);
    place.idle = null;
    const exit = () => {
      place.guests -= 1;
      if (place.guests > 0) return;
      place.idle = setTimeout(() => void this.#close(boardId, place), this.#idleMs);
      // Everything accepted is on its way to the log already: no reason to keep the process for it.
      place.idle.unref();
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

  #open(boardId: string): Place {
    const forget = () => {
      if (this.#places.get(boardId) === place) this.#places.delete(boardId);
    };
    const room = Room.load({ ...this.#shared, boardId, died: forget });
    const place: Place = { room, guests: 0, idle: null };
    this.#places.set(boardId, place);
    room.catch(forget);
    return place;
  }

  async #close(boardId: string, place: Place): Promise<void> {
    const room = await place.room;
    try {
      // Again when somebody came, wrote and left meanwhile: who comes next must find it in the log.
      do await room.settle();
      while (place.guests === 0 && !room.isSettled);
    } catch (error) {
      // A room whose log failed has died and said so.
      if (!isAppError(error)) throw error;
    }
    if (place.guests > 0) return;
    if (place.idle) clearTimeout(place.idle);
    if (this.#places.get(boardId) === place) this.#places.delete(boardId);
    room.destroy();
  }
}
