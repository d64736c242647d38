/**
 * Every numbered rule has a test that names it, and every number in a test is a rule. Rules stand in
 * lib/<part>/RULES.md and docs/sync.md as a list item that starts with **XX1**; tests name them as [XX1].
 */
import { projectFiles, readText } from "./files.mjs";

const rules = new Map();
const problems = [];
for (const file of projectFiles(/^(lib\/.*\/RULES\.md|docs\/sync\.md)$/)) {
  for (const [, id] of readText(file).matchAll(/^[-*] \*\*([A-Z]{2}\d+)\b/gm)) {
    if (rules.has(id)) problems.push(`${file}: ${id} stands in ${rules.get(id)} already`);
    rules.set(id, file);
  }
}

const tested = new Map();
for (const file of projectFiles(/\.(test|contract|spec)\.tsx?$/)) {
  for (const [, id] of readText(file).matchAll(/\[([A-Z]{2}\d+)\]/g)) tested.set(id, file);
}

for (const [id, file] of rules) if (!tested.has(id)) problems.push(`${file}: no test names [${id}]`);
for (const [id, file] of tested) if (!rules.has(id)) problems.push(`${file}: [${id}] is no rule`);

for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`${rules.size} rules, each with a test`);
process.exitCode = problems.length === 0 ? 0 : 1;
