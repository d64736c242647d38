import type { CanvasRecord } from "@/lib/board/canvas-root";
import { same } from "@/lib/board/entity";

/** `theirs` with what differs between `before` and `ours` on top: property by property, as the keys are split. */
export function overlay(theirs: CanvasRecord, before: CanvasRecord, ours: CanvasRecord): CanvasRecord {
  const onTop = (base: object, old: object, mine: object): Record<string, unknown> => {
    const result: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(mine)) {
      if (key !== "props" && !same((old as Record<string, unknown>)[key], value)) result[key] = value;
    }
    return result;
  };
  const props = onTop(theirs.props ?? {}, before.props ?? {}, ours.props ?? {});
  return { ...onTop(theirs, before, ours), id: theirs.id, typeName: theirs.typeName, props };
}
