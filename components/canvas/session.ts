import { type Editor, type TLStore, createTLStore } from "tldraw";
import type * as Y from "yjs";
import type { BoardOrigin } from "@/lib/board/origins";
import { renameCopies, writeMeaning } from "./board-effects";
import { MapModel, attachModel } from "./map-model";
import { FlowUtil } from "./shapes/flow";
import { GroupFrameUtil, PhaseFrameUtil } from "./shapes/frames";
import { TaskCardUtil } from "./shapes/task-card";
import { StoreBinding } from "./store-binding";

export const shapeUtils = [TaskCardUtil, PhaseFrameUtil, GroupFrameUtil, FlowUtil];

/** One open board on one canvas: the store, its tie to the document, and what shapes ask. */
export interface Session {
  store: TLStore;
  model: MapModel;
  binding: StoreBinding;
  /** While the canvas is mounted. */
  editor: Editor | null;
}

/** Opens with its first reader and closes with it, as `useSyncExternalStore` wants its stores. */
export class HeldSession {
  current: Session | null = null;
  readonly #doc: Y.Doc;
  readonly #origin: BoardOrigin;
  readonly #canEdit: () => boolean;

  constructor(doc: Y.Doc, origin: BoardOrigin, canEdit: () => boolean) {
    this.#doc = doc;
    this.#origin = origin;
    this.#canEdit = canEdit;
  }

  readonly open = (changed: () => void): (() => void) => {
    const session = this.#start();
    this.current = session;
    changed();
    return () => {
      session.binding.stop();
      session.model.dispose();
      this.current = null;
    };
  };

  #start(): Session {
    const store = createTLStore({ shapeUtils, bindingUtils: [] });
    const model = new MapModel(this.#doc, store, this.#origin);
    attachModel(store, model);
    const withEditor = <T>(otherwise: T, run: (editor: Editor) => T): T =>
      session.editor ? run(session.editor) : otherwise;
    const binding = new StoreBinding(store, this.#doc, {
      origin: this.#origin,
      readOnly: () => !this.#canEdit(),
      holdNew: () => withEditor(false, (editor) => editor.inputs.isPointing),
      settle: () => withEditor(undefined, renameCopies),
      alongside: (written) => withEditor(undefined, (editor) => writeMeaning(editor, model, written)),
      onSkipped: (count) => model.tell({ kind: "hint", key: "skipped", values: { count } }),
      onNewer: () => {
        model.$outdated.set(true);
        model.tell({ kind: "hint", key: "newerBoard" });
      },
    });
    const session: Session = { store, model, binding, editor: null };
    return session;
  }
}
