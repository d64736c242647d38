import fs from "node:fs";
import { expect, test } from "vitest";
import { parseRules } from "@/lib/decision/rules-text";
import { translatedRules } from "./translated-rules";

const read = (file: string) => parseRules(fs.readFileSync(file, "utf8"));
const english = read("lib/decision/RULES.md");
const french = read("components/rules/rules.fr.md");
const ids = (rules: typeof english) => rules.parts.map((part) => part.rules.map(({ id }) => id));

test("every rule is there in French, in the same part and place", () => {
  expect(ids(french)).toEqual(ids(english));
});

test("French rules keep the figures of the English ones", () => {
  const figures = (text: string) =>
    (text.replaceAll(/(\d),(?=\d)/g, "$1.").match(/\d+(\.\d+)?/g) ?? []).sort().join(" ");
  for (const [at, part] of english.parts.entries()) {
    for (const [place, rule] of part.rules.entries()) {
      expect(`${rule.id} ${figures(french.parts[at]?.rules[place]?.text ?? "")}`).toBe(
        `${rule.id} ${figures(rule.text)}`,
      );
    }
  }
});

test("French rules keep their signs on the line of their words", () => {
  for (const { rules } of french.parts) {
    for (const { id, text } of rules) expect(`${id} ${text}`).not.toMatch(/ [:;!?»%]|« |'/);
  }
});

test("a rule that nobody has translated yet stands in the original's words", () => {
  const some = { intro: "Bonjour", parts: [{ title: "Notes", rules: [{ id: "MA1", text: "Une note" }] }] };
  const two = {
    intro: "Hello",
    parts: [
      {
        title: "Marks",
        rules: [
          { id: "MA1", text: "A mark" },
          { id: "MA2", text: "No mark" },
        ],
      },
      { title: "Map", rules: [{ id: "CO1", text: "A task" }] },
    ],
  };
  expect(translatedRules(two, some)).toEqual({
    intro: "Bonjour",
    parts: [
      {
        title: "Notes",
        rules: [
          { id: "MA1", text: "Une note", translated: true },
          { id: "MA2", text: "No mark", translated: false },
        ],
      },
      { title: "Map", rules: [{ id: "CO1", text: "A task", translated: false }] },
    ],
  });
});
