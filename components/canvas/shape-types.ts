import { type RecordProps, T, type TLBaseShape } from "tldraw";
import {
  SIDES,
  type FlowEnd,
  type FlowProps,
  type GroupFrameProps,
  type PhaseFrameProps,
  type TaskCardProps,
} from "@/lib/board/canvas-shapes";

export type TaskCardShape = TLBaseShape<"task-card", TaskCardProps>;
export type PhaseFrameShape = TLBaseShape<"phase-frame", PhaseFrameProps>;
export type GroupFrameShape = TLBaseShape<"group-frame", GroupFrameProps>;
export type FlowShape = TLBaseShape<"flow", FlowProps>;

const id = T.string;
const flowEnd: T.Validator<FlowEnd> = T.object({ side: T.literalEnum(...SIDES), at: T.number });

export const taskCardProps: RecordProps<TaskCardShape> = {
  w: T.positiveNumber,
  h: T.positiveNumber,
  taskId: id,
};
export const phaseFrameProps: RecordProps<PhaseFrameShape> = {
  w: T.positiveNumber,
  h: T.positiveNumber,
  phaseId: id,
};
export const groupFrameProps: RecordProps<GroupFrameShape> = {
  w: T.positiveNumber,
  h: T.positiveNumber,
  groupId: id,
};
export const flowProps: RecordProps<FlowShape> = {
  flowId: id,
  from: flowEnd.nullable(),
  to: flowEnd.nullable(),
  lanes: T.arrayOf(T.number),
};

type AnyShape = { type: string };
export const isCard = (shape: AnyShape | null | undefined): shape is TaskCardShape =>
  shape?.type === "task-card";
export const isPhaseFrame = (shape: AnyShape | null | undefined): shape is PhaseFrameShape =>
  shape?.type === "phase-frame";
export const isGroupFrame = (shape: AnyShape | null | undefined): shape is GroupFrameShape =>
  shape?.type === "group-frame";
export const isFrame = (shape: AnyShape | null | undefined): shape is PhaseFrameShape | GroupFrameShape =>
  isPhaseFrame(shape) || isGroupFrame(shape);
export const isFlow = (shape: AnyShape | null | undefined): shape is FlowShape => shape?.type === "flow";

/** Gap between an arrow's end and what it touches. */
export const endGap = (shape: AnyShape): number => (isGroupFrame(shape) ? 1 : 2);
