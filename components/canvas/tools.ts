import { StateNode, type Editor, type TLPointerEventInfo, type TLShape, type TLStore } from "tldraw";
import { type Hands, connect, createPhase, createTask, paint } from "./board-actions";
import { modelOf } from "./map-model";
import { type TaskCardShape, isCard, isGroupFrame } from "./shape-types";

const hands = new WeakMap<TLStore, Hands>();

/** tldraw makes tools itself and hands them only the editor. */
export function giveHands(store: TLStore, given: Hands): void {
  hands.set(store, given);
}

export function handsOf(editor: Editor): Hands {
  const found = hands.get(editor.store);
  if (!found) throw new Error("this canvas has no hands");
  return found;
}

abstract class MapTool extends StateNode {
  override onEnter(): void {
    this.editor.setCursor({ type: "cross", rotation: 0 });
  }
  override onExit(): void {
    this.editor.setCursor({ type: "default", rotation: 0 });
    this.editor.setHintingShapes([]);
  }
  override onCancel(): void {
    this.editor.setCurrentTool("select");
  }
  protected under(takes: (shape: TLShape) => boolean): TLShape | undefined {
    return this.editor.getShapeAtPoint(this.editor.inputs.currentPagePoint, {
      hitInside: true,
      hitLabels: true,
      filter: takes,
    });
  }
}

/** The next click puts a task there. */
export class TaskTool extends MapTool {
  static override id = "task";
  override onPointerUp(): void {
    createTask(handsOf(this.editor), this.editor.inputs.currentPagePoint);
  }
}

/** The next click puts a phase there. */
export class PhaseTool extends MapTool {
  static override id = "phase";
  override onPointerUp(): void {
    createPhase(handsOf(this.editor), this.editor.inputs.currentPagePoint);
  }
}

/** From card to card, or to a group. Stays on until Escape or another tool. */
export class FlowTool extends MapTool {
  static override id = "flow";
  #from: TLShape | null = null;

  override onPointerDown(): void {
    this.#from = this.under(canEnd) ?? null;
    this.#follow();
  }
  override onPointerMove(): void {
    this.#follow();
    const over = this.under(canEnd);
    this.editor.setHintingShapes(over ? [over.id] : []);
  }
  override onPointerUp(_info: TLPointerEventInfo): void {
    const to = this.under(canEnd);
    const from = this.#from;
    this.#reset();
    if (from && to && from.id !== to.id) connect(handsOf(this.editor), from, to);
  }
  override onCancel(): void {
    const drawing = this.#from !== null;
    this.#reset();
    if (!drawing) this.editor.setCurrentTool("select");
  }
  override onExit(): void {
    this.#reset();
    super.onExit();
  }
  #follow(): void {
    const { x, y } = this.editor.inputs.currentPagePoint;
    modelOf(this.editor).$flowDraft.set(this.#from ? { from: this.#from.id, x, y } : null);
  }
  #reset(): void {
    this.#from = null;
    modelOf(this.editor).$flowDraft.set(null);
  }
}

const canEnd = (shape: TLShape): boolean => isCard(shape) || isGroupFrame(shape);

/** Every card that is clicked or stroked takes the brush's fit. */
export class PaintTool extends MapTool {
  static override id = "paint";
  readonly #painted = new Set<string>();

  override onPointerDown(): void {
    this.#painted.clear();
    this.#paint();
  }
  override onPointerMove(): void {
    const card = this.under(isCard);
    this.editor.setHintingShapes(card ? [card.id] : []);
    if (this.editor.inputs.isPointing) this.#paint();
  }
  #paint(): void {
    const card = this.under(isCard) as TaskCardShape | undefined;
    if (!card || this.#painted.has(card.id)) return;
    this.#painted.add(card.id);
    paint(handsOf(this.editor), [card], modelOf(this.editor).$brush.get());
  }
}

export const mapTools = [TaskTool, PhaseTool, FlowTool, PaintTool] as const;
