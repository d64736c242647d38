import fs from "node:fs";
import { expect, test } from "vitest";
import { parseRules } from "./rules-text";

const markdown = fs.readFileSync(new URL("./RULES.md", import.meta.url), "utf8");

test("reads parts, rules and what stands above them", () => {
  expect(
    parseRules(
      "# Title\n\nWhat it is.\nAnd more.\n\n## One\n- **AB1** First, *so*.\n- **AB2** Second.\n\n## Two\n",
    ),
  ).toEqual({
    intro: "What it is. And more.",
    parts: [
      {
        title: "One",
        rules: [
          { id: "AB1", text: "First, *so*." },
          { id: "AB2", text: "Second." },
        ],
      },
      { title: "Two", rules: [] },
    ],
  });
});

test("loses nothing of the rules as they stand", () => {
  const { intro, parts } = parseRules(markdown);
  expect(intro).toMatch(/^How ballots and a map become a ranking/);
  const ids = parts.flatMap((part) => part.rules.map((rule) => rule.id));
  expect(ids).toEqual([...markdown.matchAll(/\*\*([A-Z]{2}\d+)\*\*/g)].map(([, id]) => id));
  const lines = markdown.split("\n").filter((line) => line.startsWith("- "));
  expect(parts.flatMap((part) => part.rules.map((rule) => `- **${rule.id}** ${rule.text}`))).toEqual(lines);
});
