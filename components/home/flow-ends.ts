import type { FlowProps } from "@/lib/board/canvas-shapes";
import { ML_FLOWS } from "@/lib/board/templates/ml-layout";
import type { Flow } from "@/lib/board/types";

/** How the layout of the template draws a flow; one it does not know finds its own way. */
export function readFlowEnds(flow: Flow): Pick<FlowProps, "from" | "to" | "lanes"> {
  return ML_FLOWS[`${flow.from} ${flow.to}`] ?? { from: null, to: null, lanes: [] };
}
