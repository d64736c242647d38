"use client";

import { useMemo, useSyncExternalStore } from "react";
import type { Doc } from "yjs";
import type { Awareness } from "y-protocols/awareness";
import { boardObserve } from "@/lib/board/observe";
import { readBoard } from "@/lib/board/read";
import type { Board } from "@/lib/board/types";
import type { PresenceState } from "@/lib/sync/protocol";
import type { BoardConnection } from "../canvas/board-connection";
import { useComplete } from "./use-board-connection";

/** The parsed board, read again only when something other than the drawing changed, at most once per frame. */
class BoardReader {
  #board: Board | null = null;
  readonly #doc: Doc;
  constructor(doc: Doc) {
    this.#doc = doc;
  }

  readonly read = (): Board => {
    this.#board ??= readBoard(this.#doc);
    return this.#board;
  };

  readonly subscribe = (changed: () => void): (() => void) => {
    let frame: number | null = null;
    this.#board = null;
    const stop = boardObserve(this.#doc, () => {
      this.#board = null;
      // Twenty people painting are still one render per frame. A hidden tab gets no frames and needs none.
      frame ??= requestAnimationFrame(() => {
        frame = null;
        changed();
      });
    });
    return () => {
      stop();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  };
}

/** The board as plain data, or null until the whole document is here. */
export function useBoard(connection: BoardConnection | null): Board | null {
  const complete = useComplete(connection);
  const reader = useMemo(
    () => (connection && complete ? new BoardReader(connection.doc) : null),
    [connection, complete],
  );
  return useSyncExternalStore(
    reader?.subscribe ?? noSubscription,
    () => reader?.read() ?? null,
    () => null,
  );
}

const noSubscription = () => () => undefined;

/** Somebody else on the board now. One person with two tabs is one person. */
export interface PersonPresent {
  userId: string;
  name: string;
  roleId: string | null;
}

class PeopleReader {
  #people: PersonPresent[] = [];
  #key = "";
  readonly #awareness: Awareness;
  constructor(awareness: Awareness) {
    this.#awareness = awareness;
  }

  readonly read = (): PersonPresent[] => {
    const byUser = new Map<string, PersonPresent>();
    for (const [clientId, state] of this.#awareness.getStates()) {
      if (clientId === this.#awareness.clientID) continue;
      const user = (state as Partial<PresenceState>).user;
      if (user && !byUser.has(user.userId)) byUser.set(user.userId, user);
    }
    const people = [...byUser.values()].sort((a, b) => a.name.localeCompare(b.name));
    // Cursors move ten times a second; who is here does not.
    const key = JSON.stringify(people);
    if (key !== this.#key) {
      this.#key = key;
      this.#people = people;
    }
    return this.#people;
  };

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#awareness.on("change", changed);
    return () => this.#awareness.off("change", changed);
  };
}

const NOBODY: PersonPresent[] = [];

export function usePeople(connection: BoardConnection | null): PersonPresent[] {
  const reader = useMemo(() => (connection ? new PeopleReader(connection.awareness) : null), [connection]);
  return useSyncExternalStore(
    reader?.subscribe ?? noSubscription,
    () => reader?.read() ?? NOBODY,
    () => NOBODY,
  );
}
