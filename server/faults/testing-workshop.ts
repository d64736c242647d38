/** Five people who draw and twenty who vote on one board, and what must be there after whatever happened. */
import * as Y from "yjs";
import { readBoard } from "../../lib/board/read";
import { rootOf } from "../../lib/board/roots";
import { synced, when } from "../sync/testing-client";
import type { Ground, Seat } from "./testing-ground";
import { type Found } from "./testing-history";
import { Drawer, Voter, ballotFound } from "./testing-people";
import type { BoardProcess } from "./testing-process";

interface BallotRow {
  user_id: string;
  scores: Record<string, unknown>;
  reasons: Record<string, unknown>;
}

export class Workshop {
  readonly ground: Ground;
  readonly chance: () => number;
  readonly drawers: Drawer[];
  readonly voters: Voter[];
  /** Those who have reloaded: what they were told is saved still counts. */
  readonly #reloaded: Drawer[] = [];
  #seeded: Found | null = null;
  #reloads = 0;
  readonly #listeners = new Set<() => void>();

  constructor(ground: Ground, chance: () => number) {
    this.ground = ground;
    this.chance = chance;
    const { boardId, roundId, editors, voters } = ground.seeded;
    this.drawers = editors.map((seat, at) => new Drawer(boardId, seat, `d${at}`));
    const look = () => this.#look();
    this.voters = voters.map((seat) => new Voter(boardId, roundId, seat, look));
  }

  #look(): void {
    for (const look of this.#listeners) look();
  }

  get acknowledgedEdits(): number {
    return sum([...this.drawers, ...this.#reloaded].map((drawer) => drawer.history.acknowledged));
  }
  get acknowledgedBallots(): number {
    return sum(this.voters.map((voter) => voter.history.acknowledged));
  }

  connect(port: number): void {
    for (const drawer of this.drawers) drawer.connect(port);
  }
  disconnect(): void {
    for (const drawer of this.drawers) drawer.provider.disconnect();
  }
  startDrawing(): void {
    for (const drawer of this.drawers) drawer.start(this.chance);
  }
  startVoting(url: string, voters = this.voters.length): void {
    for (const voter of this.voters.slice(0, voters)) voter.start(url, this.chance);
  }
  async stop(): Promise<void> {
    await Promise.all([...this.drawers, ...this.voters].map((each) => each.stop()));
  }
  destroy(): void {
    for (const drawer of this.drawers) drawer.destroy();
  }

  /** Somebody's page is loaded anew, without anything kept: what had not left it is gone. */
  reload(at: number): void {
    const drawer = this.drawers[at];
    const seat = this.ground.seeded.editors[at];
    if (!drawer || !seat) throw new Error(`nobody sits at ${at}`);
    drawer.destroy();
    this.#reloaded.push(drawer);
    this.#reloads += 1;
    this.drawers[at] = new Drawer(this.ground.seeded.boardId, seat, `d${at}r${this.#reloads}`);
  }

  /** Resolves once so many more edits and ballots have been acknowledged. */
  async acknowledges(edits: number, ballots: number): Promise<void> {
    const [editsBefore, ballotsBefore] = [this.acknowledgedEdits, this.acknowledgedBallots];
    const subscribe = (look: () => void) => {
      this.#listeners.add(look);
      const stops = this.drawers.map((drawer) => drawer.listen(look));
      return () => {
        this.#listeners.delete(look);
        for (const stop of stops) stop();
      };
    };
    await when(
      subscribe,
      () =>
        this.acknowledgedEdits >= editsBefore + edits && this.acknowledgedBallots >= ballotsBefore + ballots,
    );
  }

  readonly allSaved = async (): Promise<void> => {
    await Promise.all(this.drawers.map((drawer) => drawer.settled()));
  };

  /** All that is wrong with what the server has, read by somebody who has nothing of their own to bring. */
  async violations(server: BoardProcess): Promise<string[]> {
    const doc = await read(server, this.ground.seeded.boardId, this.ground.seeded.lead);
    const canvas: Found = new Map(rootOf(doc, "canvas").entries());
    this.#seeded ??= canvas;
    return [...this.#strays(canvas), ...this.#wrongEdits(canvas), ...(await this.#wrongBallots(server))];
  }

  #wrongEdits(canvas: Found): string[] {
    return [...this.drawers, ...this.#reloaded].flatMap(({ history }) => history.violations(canvas));
  }

  /** What nobody wrote, and what the board began with and has lost. */
  #strays(canvas: Found): string[] {
    const seeded = this.#seeded ?? canvas;
    const known = new Set([...this.drawers, ...this.#reloaded].flatMap(({ history }) => [...history.keys]));
    const strange = [...canvas.keys()].filter((key) => !known.has(key) && !seeded.has(key));
    const lost = [...seeded.keys()].filter((key) => !canvas.has(key));
    return [...strange.map((key) => `nobody wrote ${key}`), ...lost.map((key) => `${key} is gone`)];
  }

  async #wrongBallots(server: BoardProcess): Promise<string[]> {
    const wrong: string[] = [];
    const { roundId } = this.ground.seeded;
    const rows = await server.statement<BallotRow>(
      `select user_id, scores, reasons from ballots where round_id = '${roundId}'`,
    );
    const submits = await server.statement<{ user_id: string; times: number }>(
      "select actor_id as user_id, count(*)::int as times from audit_events where action = 'ballot.submit' group by 1",
    );
    for (const voter of this.voters) {
      const own = rows.filter((row) => row.user_id === voter.seat.userId);
      if (own.length > 1) wrong.push(`${voter.seat.name} has ${own.length} ballots`);
      wrong.push(...voter.history.violations(own[0] ? ballotFound(own[0]) : new Map()));
      const times = submits.find((row) => row.user_id === voter.seat.userId)?.times ?? 0;
      const { sent, answered } = voter.submits;
      if (times < answered || times > sent) {
        wrong.push(`${voter.seat.name} sent ${sent} ballots, ${answered} were answered, ${times} are noted`);
      }
    }
    return wrong;
  }

  /** Everybody who draws holds exactly what the server has: one board. */
  async differences(server: BoardProcess): Promise<string[]> {
    const doc = await read(server, this.ground.seeded.boardId, this.ground.seeded.lead);
    const state = contentOf(doc);
    return this.drawers
      .filter((drawer) => contentOf(drawer.doc) !== state)
      .map((drawer) => `${drawer.history.name} holds another board than the server`);
  }
}

/** The board as somebody gets it who comes for the first time. */
export async function read(server: BoardProcess, boardId: string, seat: Seat): Promise<Y.Doc> {
  const reader = new Drawer(boardId, seat, "reader");
  reader.connect(server.port);
  await synced(reader.provider);
  reader.destroy();
  return reader.doc;
}

function contentOf(doc: Y.Doc): string {
  const canvas = [...rootOf(doc, "canvas").entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([readBoard(doc), canvas, [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort()]);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
