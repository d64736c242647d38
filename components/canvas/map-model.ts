import { type Atom, type Computed, type TLStore, atom, computed } from "tldraw";
import type * as Y from "yjs";
import { boardObserve } from "@/lib/board/observe";
import type { BoardOrigin } from "@/lib/board/origins";
import { readBoard } from "@/lib/board/read";
import type { Board, Fit, Flow, Group, Phase } from "@/lib/board/types";
import type { ErrorCode, ErrorValues } from "@/lib/errors";
import type { OptionId, RoleId } from "@/lib/ids";
import type { FitState } from "../ui/fit-mark";
import { isCard, isGroupFrame } from "./shape-types";

/** What a card shows. `fit` is null while no option is chosen as lens. */
export interface TaskView {
  title: string;
  roles: { id: string; name: string; tone: number }[];
  fit: FitState | null;
}
/** A thing drawn by this person that the document does not hold yet: it is written with its shape. */
export interface Draft {
  title: string;
  roles: RoleId[];
  inScope: boolean;
}
/** A sentence for the person: a refusal by its code, or one of the canvas's own messages. */
export type Notice =
  | { kind: "error"; code: ErrorCode; values?: ErrorValues }
  | { kind: "hint"; key: "chooseLens" | "flowExists" | "skipped" | "newerBoard"; values?: ErrorValues };

export interface Actor {
  userId: string;
  name: string;
}
type Role = { id: string; name: string; tone: number };

/** The document as the shapes see it: tldraw signals over plain data. One per open canvas. */
export class MapModel {
  readonly doc: Y.Doc;
  readonly origin: BoardOrigin;
  readonly $board: Atom<Board>;
  readonly $lens: Atom<OptionId | null> = atom("lens", null);
  readonly $roles: Atom<readonly Role[]> = atom("roles", []);
  readonly $drafts: Atom<ReadonlyMap<string, Draft>> = atom("drafts", new Map());
  /** The document is newer than this page: it may look, but what it draws would not be kept. */
  readonly $outdated: Atom<boolean> = atom("outdated", false);
  readonly $notice: Atom<Notice | null> = atom("notice", null);
  /** The fit that the paint tool paints; null takes a fit away. */
  readonly $brush: Atom<Fit | null> = atom("brush", "efficient");
  /** A flow being drawn: from this shape to this page point. */
  readonly $flowDraft: Atom<{ from: string; x: number; y: number } | null> = atom("flow draft", null);
  /** What was typed and refused, to go on with; by shape. */
  readonly refusedTitles = new Map<string, string>();
  actor: Actor = { userId: "", name: "" };
  titles = { task: "", phase: "" };

  readonly $tasks: Computed<ReadonlyMap<string, TaskView>>;
  readonly $phases: Computed<ReadonlyMap<string, Phase>>;
  readonly $groups: Computed<ReadonlyMap<string, Group>>;
  readonly $flows: Computed<ReadonlyMap<string, Flow>>;
  /** The shape that shows a task or a group, by the id that flows use. */
  readonly $shapeOf: Computed<ReadonlyMap<string, string>>;
  readonly #stop: () => void;

  constructor(doc: Y.Doc, store: TLStore, origin: BoardOrigin) {
    this.doc = doc;
    this.origin = origin;
    this.$board = atom("board", readBoard(doc));
    this.#stop = boardObserve(doc, () => this.$board.set(readBoard(doc)));
    this.$phases = computed("phases", () => byId(this.$board.get().phases));
    this.$groups = computed("groups", () => byId(this.$board.get().groups));
    this.$flows = computed("flows", () => byId(this.$board.get().flows));
    this.$tasks = computed("tasks", (before) => this.#taskViews(before));
    const $shapes = store.query.records("shape");
    this.$shapeOf = computed("shape of", (before) => {
      const map = new Map<string, string>();
      for (const shape of $shapes.get()) {
        const end = isCard(shape) ? shape.props.taskId : isGroupFrame(shape) ? shape.props.groupId : null;
        if (end !== null && !map.has(end)) map.set(end, shape.id);
      }
      return before instanceof Map && sameMap(before, map) ? before : map;
    });
  }

  dispose(): void {
    this.#stop();
  }

  /** Several writes as one step of undo. */
  change(run: () => void): void {
    this.doc.transact(run, this.origin);
  }

  tell(notice: Notice): void {
    this.$notice.set(notice);
  }

  addDraft(id: string, draft: Draft): void {
    this.$drafts.set(new Map(this.$drafts.get()).set(id, draft));
  }

  takeDraft(id: string): Draft | undefined {
    const draft = this.$drafts.get().get(id);
    if (draft) {
      const rest = new Map(this.$drafts.get());
      rest.delete(id);
      this.$drafts.set(rest);
    }
    return draft;
  }

  /** Title of whatever the id names; undefined when it is gone. */
  titleOf(kind: "task" | "phase" | "group", id: string): string | undefined {
    const map = kind === "task" ? this.$tasks : kind === "phase" ? this.$phases : this.$groups;
    return map.get().get(id)?.title ?? this.$drafts.get().get(id)?.title;
  }

  #taskViews(before: unknown): ReadonlyMap<string, TaskView> {
    const board = this.$board.get();
    const lens = this.$lens.get();
    const roles = byId(this.$roles.get());
    const fits = new Map(
      board.fits.filter(({ option }) => option === lens).map(({ task, fit }) => [task as string, fit]),
    );
    const known = before instanceof Map ? (before as Map<string, TaskView>) : new Map<string, TaskView>();
    const views = new Map<string, TaskView>();
    const add = (id: string, { title, roles: ids, inScope }: Draft) => {
      const fit: FitState | null = !inScope ? "out" : lens === null ? null : (fits.get(id) ?? "unrated");
      const view = { title, fit, roles: ids.flatMap((role) => roles.get(role) ?? []) };
      const old = known.get(id);
      // The same object while nothing changed: a card draws itself again only for its own news.
      views.set(id, old && sameView(old, view) ? old : view);
    };
    for (const [id, draft] of this.$drafts.get()) if (!id.startsWith("group:")) add(id, draft);
    for (const task of board.tasks) add(task.id, task);
    return views;
  }
}

const byId = <T extends { id: string }>(list: readonly T[]): Map<string, T> =>
  new Map(list.map((each) => [each.id, each]));

const sameView = (a: TaskView, b: TaskView): boolean =>
  a.title === b.title &&
  a.fit === b.fit &&
  a.roles.length === b.roles.length &&
  a.roles.every((role, i) => role === b.roles[i]);

const sameMap = (a: Map<string, string>, b: Map<string, string>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);

const models = new WeakMap<TLStore, MapModel>();

export function attachModel(store: TLStore, model: MapModel): void {
  models.set(store, model);
}

/** Shape utilities and tools know only their editor: the model hangs on its store. */
export function modelOf(editor: { store: TLStore }): MapModel {
  const model = models.get(editor.store);
  if (!model) throw new Error("this canvas has no board");
  return model;
}
