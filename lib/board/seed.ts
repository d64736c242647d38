import * as Y from "yjs";
import type { FlowId, GroupId, OptionId, PhaseId, RoleId, TaskId } from "../ids";
import type { Locale } from "../i18n/locales";
import { writeCanvasRecord } from "./canvas-root";
import { seedCanvas } from "./canvas-seed";
import { addCriterion } from "./criteria";
import { setFit } from "./fits";
import { addFlow } from "./flows";
import { addGroup } from "./groups";
import { writeMeta } from "./meta";
import { addOption } from "./options";
import { SERVER_ORIGIN } from "./origins";
import { addPhase } from "./phases";
import { readBoard } from "./read";
import { addTask } from "./tasks";
import type { Template } from "./template";
import { startFits, startsInScope } from "./template-ratings";

export interface Seeding {
  /** Language of the content. */
  locale: Locale;
  /** Start from the template's own ratings, or from an unpainted map. */
  withRatings: boolean;
  title?: string;
  question?: string;
  optionNoun?: { one: string; many: string };
}

const OPTION: Record<Locale, { one: string; many: string }> = {
  fr: { one: "option", many: "options" },
  en: { one: "option", many: "options" },
};

/**
 * The first update of a board's document. Made once, by the server: were each client to seed, two would seed
 * the same board twice.
 */
export function seedBoard(template: Template, seeding: Seeding): Uint8Array {
  const { locale } = seeding;
  const doc = new Y.Doc();
  const noun = template.optionNoun && {
    one: template.optionNoun.one[locale],
    many: template.optionNoun.many[locale],
  };
  doc.transact(() => {
    writeMeta(doc, {
      title: seeding.title ?? template.title[locale],
      question: seeding.question ?? template.question[locale],
      locale,
      optionNoun: seeding.optionNoun ?? noun ?? OPTION[locale],
    });
    writeMap(doc, template, seeding);
    for (const criterion of template.criteria) {
      addCriterion(doc, {
        ...criterion,
        title: criterion.title[locale],
        question: criterion.question[locale],
        low: criterion.low[locale],
        high: criterion.high[locale],
        scoredBy: criterion.scoredBy as RoleId[] | null,
      });
    }
    for (const option of template.options) addOption(doc, { id: option.id, title: option.title[locale] });
    if (seeding.withRatings) writeFits(doc, template);
    for (const record of seedCanvas(readBoard(doc))) writeCanvasRecord(doc, record);
  }, SERVER_ORIGIN);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

function writeMap(doc: Y.Doc, template: Template, { locale, withRatings }: Seeding): void {
  for (const phase of template.phases) {
    addPhase(doc, { id: phase.id, title: phase.title[locale], purpose: phase.purpose[locale] });
  }
  for (const group of template.groups) {
    addGroup(doc, {
      id: group.id,
      phase: group.phase as PhaseId,
      title: group.title[locale],
      note: group.note[locale],
      roles: group.roles as RoleId[],
    });
  }
  for (const task of template.tasks) {
    addTask(doc, {
      id: task.id,
      title: task.title[locale],
      phase: task.phase as PhaseId | null,
      group: task.group as GroupId | null,
      roles: task.roles as RoleId[],
      inScope: withRatings ? startsInScope(template, task.id) : task.inScope,
    });
  }
  for (const [i, flow] of template.flows.entries()) {
    const ends = { from: flow.from as TaskId, to: flow.to as TaskId };
    addFlow(doc, { id: `f${i + 1}` as FlowId, ...ends, label: flow.label[locale] });
  }
}

function writeFits(doc: Y.Doc, template: Template): void {
  for (const { task, option, fit } of startFits(template)) {
    setFit(doc, { task: task as TaskId, option: option as OptionId, fit, by: null, byName: "", at: null });
  }
}
