// Who may be on a board, read from the database while it may change: what is read can be out of date when it comes.
import type { Logger } from "pino";
import type { Db } from "../../lib/db/client";
import { type Judgement, judgeSession } from "../upgrade";

export type Verdict = Judgement | { ok: false; error: "unavailable" };

const EVERYBODY = "everybody";

export class Judgements {
  readonly #db: Db;
  readonly #log: Logger;
  /** For each who is on the way in: whose rights have changed since the read that they wait for was asked for. */
  readonly #onTheWay = new Set<Set<string>>();

  constructor(db: Db, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  accessChanged(boardId: string, userId: string): void {
    this.#note(accessKey(boardId, userId));
  }

  sessionEnded(sessionId: string): void {
    this.#note(sessionId);
  }

  /** A change may have been missed. */
  everybodyMayHaveChanged(): void {
    this.#note(EVERYBODY);
  }

  /**
   * One read that begins after the call, so what was committed before it is in it. Verdicts on the same session and
   * board come in the order in which they were asked for (`Gathered`). Never rejects.
   */
  async judge(session: Promise<string | null> | string, boardId: string): Promise<Verdict> {
    try {
      return await judgeSession(this.#db, await session, boardId);
    } catch (error) {
      this.#log.error({ boardId, err: error }, "could not judge a socket");
      return { ok: false, error: "unavailable" };
    }
  }

  /**
   * Judges a newcomer, whom no change reaches yet, and calls `enter`; from then on changes must reach them. A yes is one
   * that no change of their own access or session has overtaken: other people's changes, however many, cost nothing.
   * A no stands: who has just been given the right comes again. `again`: everybody was to be judged meanwhile. Such
   * rounds may come faster than reads, so nobody waits for a pause: they are to be judged once more when they are in.
   */
  async admit(
    session: Promise<string | null>,
    boardId: string,
    enter: (verdict: Verdict, again: boolean) => void,
  ): Promise<void> {
    const changed = new Set<string>();
    this.#onTheWay.add(changed);
    let verdict: Verdict;
    do {
      changed.clear();
      verdict = await this.judge(session, boardId);
    } while (verdict.ok && isOvertaken(verdict, boardId, changed));
    // In one turn: no change finds them neither here nor there.
    this.#onTheWay.delete(changed);
    enter(verdict, changed.has(EVERYBODY));
  }

  #note(whose: string): void {
    for (const changed of this.#onTheWay) changed.add(whose);
  }
}

const accessKey = (boardId: string, userId: string) => `${boardId} ${userId}`;

const isOvertaken = ({ user }: Verdict & { ok: true }, boardId: string, changed: ReadonlySet<string>) =>
  changed.has(accessKey(boardId, user.userId)) || changed.has(user.sessionId);
