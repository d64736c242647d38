import type { Db } from "../../lib/db/client";
import { closeOverdueRounds } from "../../lib/db/queries/rounds";
import type { BoardHub } from "../../lib/sync/board-hub";

/** How late a page may learn of a deadline; votes are refused from its very second all the same. */
const EVERY_MS = 1000;

interface Options {
  db: Db;
  hub: Pick<BoardHub, "publish">;
  log: { info: (detail: object, message: string) => void; error: (detail: object, message: string) => void };
}

/**
 * Closes rounds whose deadline has passed and tells their boards. With several instances every one runs this:
 * the statement gives each round to one of them.
 */
export function startDeadlines({ db, hub, log }: Options): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let failing = false;
  const turn = async (): Promise<void> => {
    try {
      for (const round of await closeOverdueRounds(db)) {
        hub.publish(round.boardId, { type: "round", roundId: round.id, state: "closed" });
        log.info({ boardId: round.boardId, round: round.number }, "round closed by its deadline");
      }
      failing = false;
    } catch (error) {
      // The next turn tries again; one line per outage is enough.
      if (!failing && !stopped) log.error({ err: error }, "deadlines cannot be checked");
      failing = true;
    }
  };
  let running = Promise.resolve();
  const schedule = (): void => {
    timer = setTimeout(() => {
      running = turn().then(() => {
        if (!stopped) schedule();
      });
    }, EVERY_MS);
    timer.unref();
  };
  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
