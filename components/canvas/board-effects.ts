import { type Editor, type TLParentId, type TLShape, type TLShapeId, isShapeId } from "tldraw";
import { cardId, groupFrameId, phaseFrameId } from "@/lib/board/canvas-shapes";
import { hasEntity } from "@/lib/board/entity";
import { addGroup, setGroupPhase } from "@/lib/board/groups";
import { GROUP_PREFIX, newId } from "@/lib/board/keys";
import { addPhase } from "@/lib/board/phases";
import { addTask, setTaskParent } from "@/lib/board/tasks";
import type { GroupId, PhaseId, TaskId } from "@/lib/ids";
import type { MapModel } from "./map-model";
import { isCard, isFlow, isFrame, isGroupFrame, isPhaseFrame } from "./shape-types";
import type { WrittenShape } from "./store-binding";

/** What a change of the drawing means for the board: a copied card is a new task, a dropped one has a new place. */

/** Copies and new shapes get a thing of their own before they reach the store; flows keep their place. */
export function registerShapeRules(editor: Editor, model: MapModel): () => void {
  const stops = [
    editor.sideEffects.registerBeforeCreateHandler("shape", (shape, source) =>
      source === "user" ? adopt(editor, model, shape) : shape,
    ),
    // A flow lies where its ends are: dragging it along with a selection must not move its lanes.
    editor.sideEffects.registerBeforeChangeHandler("shape", (before, after, source) => {
      if (source !== "user" || (before.x === after.x && before.y === after.y)) return after;
      if (isFlow(after))
        return before.parentId === after.parentId ? { ...after, x: before.x, y: before.y } : after;
      // Whole pixels: hairlines stay sharp, and a drag writes half as much.
      return { ...after, x: Math.round(after.x), y: Math.round(after.y) };
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function adopt(editor: Editor, model: MapModel, shape: TLShape): TLShape {
  if (isCard(shape)) {
    const old = shape.props.taskId;
    if (shape.id === cardId(old)) return shape;
    const id = newId();
    const task = model.$board.get().tasks.find((each) => each.id === old);
    model.addDraft(id, {
      title: model.titleOf("task", old) ?? model.titles.task,
      roles: task?.roles ?? [],
      inScope: task?.inScope ?? true,
    });
    return { ...shape, props: { ...shape.props, taskId: id } };
  }
  if (isPhaseFrame(shape)) {
    const old = shape.props.phaseId;
    if (shape.id === phaseFrameId(old)) return shape;
    const id = newId();
    model.addDraft(id, {
      title: model.titleOf("phase", old) ?? model.titles.phase,
      roles: [],
      inScope: true,
    });
    return { ...shape, props: { ...shape.props, phaseId: id } };
  }
  if (isGroupFrame(shape)) {
    const old = shape.props.groupId;
    if (shape.id === groupFrameId(old)) return shape;
    const id = GROUP_PREFIX + newId();
    const roles = model.$groups.get().get(old)?.roles ?? [];
    model.addDraft(id, { title: model.titleOf("group", old) ?? model.titles.phase, roles, inScope: true });
    return { ...shape, props: { ...shape.props, groupId: id } };
  }
  return shape;
}

/**
 * Copies come from tldraw with ids of its own; ours are named after what they show, so that two people who
 * put the same task on the map make one card. Run when the gesture is over and before it is written.
 */
export function renameCopies(editor: Editor): void {
  const strays = editor.getCurrentPageShapesSorted().filter((shape) => properId(shape) !== shape.id);
  if (strays.length === 0) return;
  const selected = new Set(editor.getSelectedShapeIds());
  const renamed = new Map<string, TLShapeId>();
  editor.run(
    () => {
      for (const shape of strays) {
        const id = properId(shape);
        const parentId = (renamed.get(shape.parentId) ?? shape.parentId) as TLParentId;
        if (id === null || editor.getShape(id)) {
          editor.deleteShape(shape.id);
          continue;
        }
        editor.createShape({ ...shape, id, parentId });
        editor.reparentShapes(editor.getSortedChildIdsForParent(shape.id), id);
        editor.deleteShape(shape.id);
        renamed.set(shape.id, id);
      }
      editor.setSelectedShapes(
        [...selected].flatMap((id) => renamed.get(id) ?? (editor.getShape(id) ? id : [])),
      );
    },
    { history: "ignore" },
  );
}

/** Null for a copied flow, whose ends stay where they are: there is nothing it could show. */
function properId(shape: TLShape): TLShapeId | null {
  if (isCard(shape)) return cardId(shape.props.taskId) as TLShapeId;
  if (isPhaseFrame(shape)) return phaseFrameId(shape.props.phaseId) as TLShapeId;
  if (isGroupFrame(shape)) return groupFrameId(shape.props.groupId) as TLShapeId;
  if (isFlow(shape)) return shape.id.startsWith("shape:flow:") ? shape.id : null;
  return shape.id;
}

/** Called inside the transaction that writes the shapes. Outer things first: a group needs its phase. */
export function writeMeaning(editor: Editor, model: MapModel, written: readonly WrittenShape[]): void {
  const { doc, origin } = model;
  const rank = (shape: TLShape) => (isPhaseFrame(shape) ? 0 : isGroupFrame(shape) ? 1 : 2);
  const moved = new Set<TLShapeId>();
  for (const { shape, before } of [...written].sort((a, b) => rank(a.shape) - rank(b.shape))) {
    if (isPhaseFrame(shape)) {
      const id = shape.props.phaseId;
      const draft = hasEntity(doc, "phases", id) ? undefined : model.takeDraft(id);
      if (draft) addPhase(doc, { id, title: draft.title }, origin);
    } else if (isGroupFrame(shape)) {
      writeGroup(editor, model, shape.props.groupId, shape);
      if (before?.parentId !== shape.parentId) {
        for (const child of editor.getSortedChildIdsForParent(shape.id)) moved.add(child);
      }
    } else if (isCard(shape)) {
      const id = shape.props.taskId;
      const draft = hasEntity(doc, "tasks", id) ? undefined : model.takeDraft(id);
      const place = placeOf(editor, shape);
      if (draft) addTask(doc, { id, ...draft, ...place }, origin);
      else if (before === null || before.parentId !== shape.parentId) moved.add(shape.id);
    }
  }
  for (const id of moved) {
    const card = editor.getShape(id);
    if (isCard(card)) setTaskParent(doc, card.props.taskId as TaskId, placeOf(editor, card), origin);
  }
}

function writeGroup(editor: Editor, model: MapModel, id: string, shape: TLShape): void {
  const { doc, origin } = model;
  // A group on the bare page stays a group of the phase it came from.
  const phase = phaseAround(editor, shape) ?? (model.$board.get().phases[0]?.id || null);
  if (!hasEntity(doc, "groups", id)) {
    const draft = model.takeDraft(id);
    if (draft && phase) addGroup(doc, { id, phase, title: draft.title, roles: draft.roles }, origin);
    return;
  }
  const around = phaseAround(editor, shape);
  if (around) setGroupPhase(doc, id as GroupId, around, origin);
}

/** The phase and group whose frames a card lies in. */
export function placeOf(editor: Editor, shape: TLShape): { phase: PhaseId | null; group: GroupId | null } {
  const group = editor.getShapeAncestors(shape).find(isGroupFrame);
  return { phase: phaseAround(editor, shape), group: (group?.props.groupId as GroupId | undefined) ?? null };
}

function phaseAround(editor: Editor, shape: TLShape): PhaseId | null {
  const frame = editor.getShapeAncestors(shape).find(isPhaseFrame);
  return (frame?.props.phaseId as PhaseId | undefined) ?? null;
}

/** The smallest frame that holds both, or the page: where a new flow lies. */
export function commonFrame(editor: Editor, a: TLShape, b: TLShape): TLParentId {
  const chain = new Set(editor.getShapeAncestors(a).map(({ id }) => id));
  const common = editor
    .getShapeAncestors(b)
    .reverse()
    .find((frame) => isFrame(frame) && chain.has(frame.id));
  return common && isShapeId(common.id) ? common.id : editor.getCurrentPageId();
}
