import { type Editor, type TLShape, type TLShapeId, type VecLike } from "tldraw";
import { writeCanvasRecord } from "@/lib/board/canvas-root";
import {
  CARD_HEIGHT,
  CARD_WIDTH,
  cardId,
  flowShapeId,
  phaseFrameId,
  stackIndex,
} from "@/lib/board/canvas-shapes";
import { setFit } from "@/lib/board/fits";
import { addFlow, removeFlow } from "@/lib/board/flows";
import { removeGroup } from "@/lib/board/groups";
import { newId } from "@/lib/board/keys";
import { removePhase } from "@/lib/board/phases";
import { removeTask } from "@/lib/board/tasks";
import type { Fit } from "@/lib/board/types";
import type { FlowId, GroupId, OptionId, PhaseId, TaskId } from "@/lib/ids";
import { commonFrame } from "./board-effects";
import type { MapModel } from "./map-model";
import { type TaskCardShape, isCard, isFlow, isFrame, isGroupFrame, isPhaseFrame } from "./shape-types";

/** What a person does on the map, each one step of undo. Tools, keys and buttons all come here. */
export interface Hands {
  editor: Editor;
  model: MapModel;
  /** Everything drawn so far, into the document. */
  flush: () => void;
  undo: { stopCapturing(): void };
}

function step(hands: Hands, run: () => void): void {
  hands.flush();
  hands.undo.stopCapturing();
  hands.model.change(run);
  hands.undo.stopCapturing();
}

export const selectedCards = (editor: Editor): TaskCardShape[] => editor.getSelectedShapes().filter(isCard);

export function paint(hands: Hands, cards: readonly TaskCardShape[], fit: Fit | null): boolean {
  const { model } = hands;
  const option = model.$lens.get() as OptionId | null;
  if (option === null) {
    model.tell({ kind: "hint", key: "chooseLens" });
    return false;
  }
  const { userId: by, name: byName } = model.actor;
  step(hands, () => {
    for (const { props } of cards) {
      setFit(model.doc, { task: props.taskId as TaskId, option, fit, by, byName }, model.origin);
    }
  });
  return true;
}

/** A new task where the pointer is, its title open for typing. */
export function createTask({ editor, model }: Hands, at: VecLike): void {
  const id = newId();
  model.addDraft(id, { title: model.titles.task, roles: [], inScope: true });
  const shape = cardId(id) as TLShapeId;
  editor.createShape({
    id: shape,
    type: "task-card",
    x: Math.round(at.x - CARD_WIDTH / 2),
    y: Math.round(at.y - CARD_HEIGHT / 2),
    props: { w: CARD_WIDTH, h: CARD_HEIGHT, taskId: id },
  });
  startEditing(editor, shape);
}

const PHASE_SIZE = { w: 554, h: 202 };

export function createPhase({ editor, model }: Hands, at: VecLike): void {
  const id = newId();
  model.addDraft(id, { title: model.titles.phase, roles: [], inScope: true });
  const shape = phaseFrameId(id) as TLShapeId;
  editor.createShape({
    id: shape,
    type: "phase-frame",
    parentId: editor.getCurrentPageId(),
    x: Math.round(at.x - 24),
    y: Math.round(at.y - 17),
    props: { ...PHASE_SIZE, phaseId: id },
  });
  // Under the flows and cards that may already be there.
  editor.sendToBack([shape]);
  startEditing(editor, shape);
}

function startEditing(editor: Editor, shape: TLShapeId): void {
  editor.setCurrentTool("select.idle");
  editor.select(shape);
  editor.setEditingShape(shape);
  editor.setCurrentTool("select.editing_shape", { target: "shape" });
}

const endOf = (shape: TLShape | undefined): string | null =>
  isCard(shape) ? shape.props.taskId : isGroupFrame(shape) ? shape.props.groupId : null;

/** An arrow from one thing to the other, drawn by the shortest way. */
export function connect(hands: Hands, from: TLShape, to: TLShape): void {
  const { editor, model } = hands;
  const [a, b] = [endOf(from), endOf(to)];
  if (a === null || b === null || a === b) return;
  const known = model.$board.get().flows.find((flow) => flow.from === a && flow.to === b);
  if (known) {
    model.tell({ kind: "hint", key: "flowExists" });
    editor.select(flowShapeId(known.id) as TLShapeId);
    return;
  }
  step(hands, () => {
    const id = addFlow(model.doc, { from: a as TaskId, to: b as TaskId }, model.origin);
    if (id === null) return;
    const parentId = commonFrame(editor, from, to);
    const record = {
      id: flowShapeId(id),
      typeName: "shape",
      type: "flow",
      x: 0,
      y: 0,
      rotation: 0,
      index: indexAbove(editor, parentId),
      parentId,
      isLocked: false,
      opacity: 1,
      props: { flowId: id, from: null, to: null, lanes: [] },
      meta: {},
    };
    writeCanvasRecord(model.doc, record, null, model.origin);
  });
}

function indexAbove(editor: Editor, parent: ReturnType<Editor["getCurrentPageId"]> | TLShapeId): string {
  const top = editor.getSortedChildIdsForParent(parent).at(-1);
  const last = top === undefined ? "" : (editor.getShape(top)?.index ?? "");
  let n = 0;
  while (stackIndex(n) <= last) n += 1;
  return stackIndex(n);
}

/** Takes cards off the map; their tasks, fits and arrows stay on the board. */
export function takeOffMap(hands: Hands, cards: readonly TaskCardShape[]): void {
  hands.flush();
  hands.undo.stopCapturing();
  hands.editor.deleteShapes(cards.map(({ id }) => id));
  hands.flush();
  hands.undo.stopCapturing();
}

export function removeTasks(hands: Hands, cards: readonly TaskCardShape[]): void {
  const { model } = hands;
  step(hands, () => {
    for (const { props } of cards) removeTask(model.doc, props.taskId as TaskId, model.origin);
  });
}

/** Flows go; a frame goes and leaves what it held where it stood. Undo brings both back. */
export function removeFlowsAndFrames(hands: Hands, shapes: readonly TLShape[]): void {
  const { editor, model, undo } = hands;
  hands.flush();
  undo.stopCapturing();
  model.change(() => {
    for (const frame of shapes.filter(isFrame)) emptyOut(editor, frame);
    hands.flush();
    for (const shape of shapes) {
      if (isFlow(shape)) removeFlow(model.doc, shape.props.flowId as FlowId, model.origin);
      else if (isPhaseFrame(shape)) removePhase(model.doc, shape.props.phaseId as PhaseId, model.origin);
      else if (isGroupFrame(shape)) removeGroup(model.doc, shape.props.groupId as GroupId, model.origin);
    }
  });
  undo.stopCapturing();
}

/** A phase takes its groups with it, so what lies in those comes out as well. */
function emptyOut(editor: Editor, frame: TLShape): void {
  for (const id of editor.getSortedChildIdsForParent(frame.id)) {
    if (isGroupFrame(editor.getShape(id)))
      editor.reparentShapes(editor.getSortedChildIdsForParent(id), frame.parentId);
  }
  const rest = editor.getSortedChildIdsForParent(frame.id).filter((id) => !isGroupFrame(editor.getShape(id)));
  editor.reparentShapes(rest, frame.parentId);
}
