import type { Fit } from "@/lib/board/types";
import type { Hands } from "./board-actions";

/** The keys that paint; 0 takes a fit away. */
export const BRUSHES = [
  { key: "1", fit: "efficient" },
  { key: "2", fit: "mixed" },
  { key: "3", fit: "inefficient" },
  { key: "4", fit: "uncovered" },
  { key: "0", fit: null },
] as const satisfies readonly { key: string; fit: Fit | null }[];
export type Brush = (typeof BRUSHES)[number];

/** With nothing selected a fit becomes a brush; taken twice it is put down. */
export function takeBrush({ editor, model }: Hands, fit: Fit | null): void {
  if (model.$lens.get() === null) {
    model.tell({ kind: "hint", key: "chooseLens" });
    return;
  }
  const holding = editor.getCurrentToolId() === "paint" && model.$brush.get() === fit;
  model.$brush.set(fit);
  editor.setCurrentTool(holding ? "select" : "paint");
}
