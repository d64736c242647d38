/**
 * Saves a document as this version writes it, and what it says, as lib/board/fixtures/v<n>-<name>.{bin,json}.
 * Run once per schema version, before the next one: `npx tsx scripts/save-board-fixture.ts && npm run format`.
 * Never rewrite an old one: that it still opens is what it is for.
 */
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as Y from "yjs";
import { writeCanvasRecord } from "../lib/board/canvas-root";
import { updateCriterion } from "../lib/board/criteria";
import { setFit, setFitEvidence, setFitNote } from "../lib/board/fits";
import { addFlow } from "../lib/board/flows";
import { addGroup } from "../lib/board/groups";
import { SCHEMA_VERSION, setPolicy, setQuestion, setQuorum, setTitle } from "../lib/board/meta";
import { addOption, moveOption, removeOption } from "../lib/board/options";
import { addPhase, removePhase } from "../lib/board/phases";
import { readBoard } from "../lib/board/read";
import { rootOf } from "../lib/board/roots";
import { seedBoard } from "../lib/board/seed";
import { addTask, removeTask, setTaskParent, setTaskScope, setTaskTitle } from "../lib/board/tasks";
import { builtInTemplate } from "../lib/board/templates/catalogue";
import type { CriterionId, OptionId, PhaseId, RoleId, TaskId } from "../lib/ids";

const template = builtInTemplate("ml-lifecycle");
save("seeded", () => opened(seedBoard(template, { locale: "fr", withRatings: true })));
save("worked-on", () => workedOn(opened(seedBoard(template, { locale: "en", withRatings: true }))));

/** A board after a workshop: edits, removals, things that two people did at once, one entry of garbage. */
function workedOn(doc: Y.Doc): Y.Doc {
  const task = (id: string) => id as TaskId;
  const option = (id: string) => id as OptionId;
  const colleague = opened(Y.encodeStateAsUpdate(doc));
  setTitle(doc, "Which platform, then?");
  setQuestion(doc, "For two years.\nThen we look again.");
  setPolicy(doc, "insideRole", "median");
  setQuorum(doc, "annotator" as RoleId, 2);
  const phase = addPhase(doc, { title: "Operations" });
  const group = addGroup(doc, { phase, title: "On call", note: "Nights too" });
  const rota = addTask(doc, { title: "Keep a rota <b>always</b>", phase, group });
  addFlow(doc, { from: task("service-deployment"), to: rota, label: "hands over" });
  setTaskParent(doc, task("performance-monitoring"), { phase, group });
  setTaskTitle(doc, task("data-cleaning"), "Clean the data, twice");
  setTaskScope(doc, task("literature-review"), true);
  removeTask(doc, task("data-annotation"));
  removeOption(doc, option("domino"));
  addOption(doc, { title: "Vertex AI" });
  moveOption(doc, option("databricks"), 0);
  updateCriterion(doc, "org-scale" as CriterionId, { knockOutBelow: 2.5, low: "a handful of people" });
  const cell = { task: task("model-training"), option: option("knime") };
  setFit(doc, { ...cell, fit: "efficient", by: "u1", byName: "Ann", at: "2026-01-02T03:04:05.000Z" });
  setFitNote(doc, cell.task, cell.option, "With the new nodes");
  setFitEvidence(doc, cell.task, cell.option, "https://example.org/trial");
  setFit(doc, { ...cell, option: option("h2o"), fit: null, by: "u1", byName: "Ann" });
  const note = {
    id: "shape:n1",
    typeName: "shape",
    type: "note",
    x: 1.5,
    y: -2,
    parentId: "page:page",
    index: "zz",
  };
  writeCanvasRecord(doc, { ...note, props: { richText: { type: "doc", content: [] } }, meta: {} });

  setFit(colleague, { ...cell, fit: "inefficient", by: "u2", byName: "Bo", at: "2026-01-02T03:04:06.000Z" });
  setTaskTitle(colleague, task("data-annotation"), "Annotate everything");
  removePhase(colleague, "production-service" as PhaseId);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(colleague));
  rootOf(doc, "tasks").set("garbage", { order: "first" });
  return doc;
}

function opened(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc;
}

function save(name: string, make: () => Y.Doc): void {
  const path = (ending: string) =>
    fileURLToPath(new URL(`../lib/board/fixtures/v${SCHEMA_VERSION}-${name}.${ending}`, import.meta.url));
  if (existsSync(path("bin"))) {
    console.log(`${path("bin")} is there already and stays as it is`);
    return;
  }
  const doc = make();
  writeFileSync(
    path("bin"),
    `${Buffer.from(Y.encodeStateAsUpdate(doc))
      .toString("base64")
      .replace(/.{1,120}/g, "$&\n")}`,
  );
  writeFileSync(path("json"), `${JSON.stringify(readBoard(doc), null, 1)}\n`);
  console.log(`saved ${path("bin")}`);
}
