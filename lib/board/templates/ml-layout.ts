import type { FlowEnd } from "../canvas-shapes";

/**
 * The machine-learning lifecycle drawn for a screen: six columns, return arrows in outer lanes. Order and
 * connections are the source's, positions are ours. Page coordinates.
 */
export type Box = readonly [x: number, y: number, w: number, h: number];

export const ML_PHASES: Record<string, Box> = {
  exploration: [16, 12, 1088, 508],
  "production-service": [926, 530, 178, 202],
  "production-retraining": [202, 530, 712, 202],
};

export const ML_GROUPS: Record<string, Box> = {
  "group:data-preparation": [382, 46, 710, 108],
  "group:model-training": [382, 178, 536, 202],
  "group:active-learning": [382, 392, 356, 106],
};

const card = (x: number, y: number, h = 60): Box => [x, y, 146, h];

export const ML_TASKS: Record<string, Box> = {
  "needs-analysis": card(40, 76),
  "problem-definition": card(40, 202, 72),
  "exploratory-analysis": card(220, 76),
  "train-test-split": card(40, 304),
  "literature-review": card(220, 304),
  "source-extraction": card(400, 76),
  "data-visualisation": card(580, 76),
  "data-cleaning": card(760, 76),
  "candidate-selection": card(940, 76),
  "data-selection": card(400, 208),
  "feature-engineering": card(580, 208),
  "baseline-model": card(760, 208),
  "hyperparameter-tuning": card(760, 298, 72),
  "model-training": card(580, 304),
  "model-evaluation": card(400, 304),
  "distributed-computing": card(760, 426),
  "sample-suggestion": card(580, 426),
  "sample-annotation": card(400, 426),
  "results-presentation": card(940, 257),
  "deployed-service": card(940, 578),
  "performance-monitoring": card(760, 578),
  "data-annotation": card(400, 578),
  "training-set-etl": card(220, 660),
  "model-retraining": card(400, 660),
  "service-packaging": card(580, 660),
  "service-deployment": card(760, 660),
};

export interface Route {
  from: FlowEnd;
  to: FlowEnd;
  /** Page coordinates, in turn x and y, beginning with the axis on which the route leaves. */
  lanes: number[];
}

const left = (at = 0): FlowEnd => ({ side: "left", at });
const right = (at = 0): FlowEnd => ({ side: "right", at });
const top = (at = 0): FlowEnd => ({ side: "top", at });
const bottom = (at = 0): FlowEnd => ({ side: "bottom", at });
const route = (from: FlowEnd, to: FlowEnd, ...lanes: number[]): Route => ({ from, to, lanes });

/** Key `<from> <to>`. */
export const ML_FLOWS: Record<string, Route> = {
  "needs-analysis problem-definition": route(bottom(), top()),
  "problem-definition exploratory-analysis": route(right(), bottom()),
  "exploratory-analysis needs-analysis": route(left(), right()),
  "problem-definition train-test-split": route(bottom(), top()),
  "train-test-split literature-review": route(right(), left()),
  "literature-review needs-analysis": route(bottom(-24), left(), 386, 28),
  "literature-review group:model-training": route(right(), left(55)),
  "group:model-training group:data-preparation": route(top(-10), bottom(-97)),
  "group:data-preparation group:model-training": route(bottom(-51), top(36)),
  "source-extraction data-visualisation": route(right(), left()),
  "data-visualisation data-cleaning": route(right(), left()),
  "data-cleaning candidate-selection": route(right(), left()),
  "candidate-selection source-extraction": route(bottom(), bottom(), 147),
  "data-selection feature-engineering": route(right(), left()),
  "feature-engineering baseline-model": route(right(), left()),
  "baseline-model hyperparameter-tuning": route(bottom(), top()),
  "hyperparameter-tuning model-training": route(left(), right()),
  "model-training model-evaluation": route(left(), right()),
  "model-evaluation data-selection": route(top(), bottom()),
  "model-evaluation hyperparameter-tuning": route(top(34), top(-34), 287),
  "model-training distributed-computing": route(bottom(24), top(), 404),
  "distributed-computing model-training": route(top(), bottom(24), 404),
  "model-training sample-suggestion": route(bottom(), top()),
  "sample-suggestion sample-annotation": route(left(), right()),
  "sample-annotation data-selection": route(left(), left(), 391),
  "group:model-training results-presentation": route(right(8), left()),
  "results-presentation needs-analysis": route(bottom(), left(), 509, 28),
  "results-presentation literature-review": route(bottom(), bottom(24), 509),
  "results-presentation deployed-service": route(right(), right(), 1096),
  "deployed-service performance-monitoring": route(left(), right()),
  "performance-monitoring deployed-service": route(right(), left()),
  "performance-monitoring training-set-etl": route(top(), top(), 563),
  "data-annotation performance-monitoring": route(right(), left()),
  "data-annotation model-retraining": route(bottom(), top()),
  "training-set-etl model-retraining": route(right(), left()),
  "model-retraining service-packaging": route(right(), left()),
  "service-packaging service-deployment": route(right(), left()),
  "service-deployment deployed-service": route(right(), bottom()),
};
