"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { SavedBallot } from "./ballot-props";
import { type BallotSnapshot, type BallotStore, createBallotStore } from "./ballot-store";

/** One place per voter and round, so that two people at one computer never meet. */
export const ballotStorageKey = (roundId: string, voterId: string): string =>
  `plateau-ballot:${roundId}:${voterId}`;

const nothingYet = { scores: {}, weights: {}, reasons: {}, submittedAt: null };

/** The answers of this voter in this round, saved as they change. */
export function useBallot(given: {
  boardId: string;
  roundId: string;
  voterId: string;
  saved: SavedBallot | null;
}): { store: BallotStore; ballot: BallotSnapshot } {
  const { boardId, roundId, voterId, saved } = given;
  const [store] = useState(() =>
    createBallotStore({
      url: `/api/boards/${boardId}/rounds/${roundId}/ballot`,
      storageKey: ballotStorageKey(roundId, voterId),
      initial: saved ? answersOf(saved) : nothingYet,
    }),
  );
  const ballot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);

  useEffect(() => {
    store.resume();
    const flush = () => void store.flush();
    const onHide = () => {
      if (document.visibilityState === "hidden") flush();
    };
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("online", flush);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("online", flush);
      store.stop();
    };
  }, [store]);

  const savedAt = saved?.updatedAt;
  useEffect(() => {
    if (saved) store.refresh(answersOf(saved));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per version of the saved ballot
  }, [store, savedAt]);

  return { store, ballot };
}

const answersOf = ({ scores, weights, reasons, submittedAt }: SavedBallot) => ({
  scores,
  weights,
  reasons,
  submittedAt,
});
