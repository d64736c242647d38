import { isOnMap, placeFlow, placeGroup, placePhase, placeTask } from "@/lib/board/canvas-place";
import { removeViewsOf } from "@/lib/board/canvas-root";
import { setFit, setFitEvidence, setFitNote } from "@/lib/board/fits";
import { addFlow, removeFlow } from "@/lib/board/flows";
import { addGroup, removeGroup, setGroupTitle } from "@/lib/board/groups";
import { setPolicy, setTitle } from "@/lib/board/meta";
import { addOption, removeOption, renameOption } from "@/lib/board/options";
import { addPhase, removePhase, setPhaseTitle } from "@/lib/board/phases";
import { readBoard } from "@/lib/board/read";
import {
  addTask,
  removeTask,
  setTaskParent,
  setTaskRoles,
  setTaskScope,
  setTaskTitle,
} from "@/lib/board/tasks";
import type { Fit, Task, UncoveredPolicy } from "@/lib/board/types";
import type { FlowId, GroupId, OptionId, PhaseId, RoleId, TaskId } from "@/lib/ids";
import type { BoardConnection } from "../canvas/board-connection";

export type FlowEndId = TaskId | GroupId;

/** What a person with the right does to the board, each one step of their undo. Texts may throw `AppError`. */
export type Edits = ReturnType<typeof boardEdits>;

export function boardEdits({ doc, origin, undo }: BoardConnection, me: { userId: string; name: string }) {
  /** Several writes that undo takes back as one, and not together with what came just before. */
  const step = <T>(write: () => T): T => {
    undo.stopCapturing();
    return doc.transact(write, origin);
  };
  return {
    setBoardTitle: (title: string) => step(() => setTitle(doc, title, origin)),
    setUncovered: (policy: UncoveredPolicy) => step(() => setPolicy(doc, "uncovered", policy, origin)),

    paint: (task: TaskId, option: OptionId, fit: Fit | null) =>
      step(() => setFit(doc, { task, option, fit, by: me.userId, byName: me.name }, origin)),
    setNote: (task: TaskId, option: OptionId, note: string) =>
      step(() => setFitNote(doc, task, option, note, origin)),
    setEvidence: (task: TaskId, option: OptionId, link: string) =>
      step(() => setFitEvidence(doc, task, option, link, origin)),

    addTask: (task: { title: string; phase: PhaseId | null; group: GroupId | null }): TaskId =>
      step(() => {
        const id = addTask(doc, task, origin);
        placeTask(doc, readBoard(doc), id, origin);
        return id;
      }),
    setTaskTitle: (id: TaskId, title: string) => step(() => setTaskTitle(doc, id, title, origin)),
    setTaskRoles: (id: TaskId, roles: RoleId[]) => step(() => setTaskRoles(doc, id, roles, origin)),
    setTaskScope: (id: TaskId, inScope: boolean) => step(() => setTaskScope(doc, id, inScope, origin)),
    /** The card goes along: a task of a phase whose card lies in another would contradict itself. */
    setTaskParent: (task: Task, parent: { phase: PhaseId | null; group: GroupId | null }) =>
      step(() => {
        setTaskParent(doc, task.id, parent, origin);
        if (!isOnMap(doc, task.id)) return;
        removeViewsOf(doc, task.id, origin);
        placeTask(doc, readBoard(doc), task.id, origin);
      }),
    removeTask: (id: TaskId) => step(() => removeTask(doc, id, origin)),
    takeOffMap: (id: TaskId) => step(() => removeViewsOf(doc, id, origin)),
    /** With the arrows whose other end is on the map. */
    putOnMap: (id: TaskId) =>
      step(() => {
        const board = readBoard(doc);
        placeTask(doc, board, id, origin);
        for (const flow of board.flows) {
          if (flow.from === id || flow.to === id) placeFlow(doc, board, flow.id, origin);
        }
      }),

    addFlow: (from: FlowEndId, to: FlowEndId) =>
      step(() => {
        const id = addFlow(doc, { from, to }, origin);
        if (id) placeFlow(doc, readBoard(doc), id, origin);
      }),
    removeFlow: (id: FlowId) => step(() => removeFlow(doc, id, origin)),

    addPhase: (title: string): PhaseId =>
      step(() => {
        const id = addPhase(doc, { title }, origin);
        placePhase(doc, id, origin);
        return id;
      }),
    addGroup: (title: string, phase: PhaseId): GroupId =>
      step(() => {
        const id = addGroup(doc, { title, phase }, origin);
        placeGroup(doc, readBoard(doc), id, origin);
        return id;
      }),
    setPhaseTitle: (id: PhaseId, title: string) => step(() => setPhaseTitle(doc, id, title, origin)),
    removePhase: (id: PhaseId) => step(() => removePhase(doc, id, origin)),
    setGroupTitle: (id: GroupId, title: string) => step(() => setGroupTitle(doc, id, title, origin)),
    removeGroup: (id: GroupId) => step(() => removeGroup(doc, id, origin)),

    addOption: (title: string): OptionId => step(() => addOption(doc, { title }, origin)),
    renameOption: (id: OptionId, title: string) => step(() => renameOption(doc, id, title, origin)),
    removeOption: (id: OptionId) => step(() => removeOption(doc, id, origin)),
  };
}
