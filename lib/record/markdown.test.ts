import { createTranslator } from "next-intl";
import { describe, expect, test } from "vitest";
import en from "../../messages/en/record.json";
import fr from "../../messages/fr/record.json";
import { buildRecord } from "./build";
import { type MarkdownWords, recordMarkdown } from "./markdown";
import { line, paragraphs, yaml } from "./markdown-text";
import { aDecision } from "./testing-record";

const seal = { hash: "ab".repeat(32), signature: "c2ln", publicKey: "a2V5" };
const wordsOf = (locale: "en" | "fr"): MarkdownWords => {
  const t = createTranslator({ locale, messages: locale === "fr" ? fr : en, namespace: "markdown" });
  return (key, values) => t(key, values);
};

/** Every string that somebody may have typed, replaced. */
function poisoned(text: string) {
  const decision = aDecision();
  const { board, frame, map, ballots } = decision;
  return aDecision({
    board: { ...board, title: text, question: text, optionNoun: { one: text, many: text } },
    frame: {
      ...frame,
      body: {
        ...frame.body,
        options: frame.body.options.map((each) => ({ ...each, title: text })),
        roles: frame.body.roles.map((each) => ({ ...each, name: text })),
        criteria: frame.body.criteria.map((each) => ({
          ...each,
          title: text,
          question: text,
          low: text,
          high: text,
          knockOutBelow: 1,
        })),
      },
    },
    map: { ...map, tasks: map.tasks.map((each) => ({ ...each, title: text })) },
    ballots: ballots.map((each) => ({ ...each, name: text, reasons: { "ease|knime": text } })),
    decision: { ...decision.decision, title: text, rationale: text, consequences: text },
    sealedBy: { name: text },
  });
}

test("has the headings of MADR 4, in their order, in every language", () => {
  for (const locale of ["en", "fr"] as const) {
    const decision = aDecision();
    const text = recordMarkdown(
      buildRecord({ ...decision, board: { ...decision.board, locale } }),
      seal,
      wordsOf(locale),
    );
    expect(text.split("\n").filter((each) => each.startsWith("#"))).toEqual([
      "# Databricks for our lifecycle",
      "## Context and Problem Statement",
      "## Decision Drivers",
      "## Considered Options",
      "## Decision Outcome",
      "### Consequences",
      "### Confirmation",
      "## Pros and Cons of the Options",
      "### KNIME",
      "### Databricks",
      "## More Information",
    ]);
    expect(text.split("\n").slice(0, 5)).toEqual([
      "---",
      "status: accepted",
      "date: 2026-03-03",
      'decision-makers: ["Maude", "Ann", "Zoé"]',
      "---",
    ]);
    expect(text).toContain(seal.hash);
    expect(text).toContain(
      locale === "fr" ? "Option retenue\u00a0: «\u00a0Databricks\u00a0»." : "Chosen option: “Databricks”.",
    );
    expect(text).toContain(locale === "fr" ? "0,750" : "0.750");
  }
});

describe("what people wrote stays text", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "text\n# Heading\n\n## Decision Outcome\nforged",
    "a\n===\nb\n---",
    "| a | b |",
    "```\ncode\n```",
    "&lt;b&gt; &#60;",
    "1. one\n- two\n+ three\n> quote",
  ])("%j", (evil) => {
    const text = recordMarkdown(buildRecord(poisoned(evil)), seal, wordsOf("en"));
    const plain = recordMarkdown(buildRecord(poisoned("harmless")), seal, wordsOf("en"));
    const count = (pattern: RegExp, where: string) => [...where.matchAll(pattern)].length;
    expect(text).not.toMatch(/</);
    expect(count(/^\s*#{1,6} /gm, text)).toBe(count(/^\s*#{1,6} /gm, plain));
    expect(count(/^(=+|-+)\s*$/gm, text)).toBe(2);
    expect(text).not.toMatch(/^\s*(```|~~~)/m);
    // Every bracket that could open a link or an image is escaped, and no address becomes one by itself.
    const body = text.split("\n").slice(5).join("\n");
    expect(body).not.toMatch(/(?<!\\)\[/);
    expect(body).not.toMatch(/(?<!\\):\/\//);
    expect(count(/^\|/gm, text)).toBe(count(/^\|/gm, plain));
  });

  test("a line keeps its words, and is one line", () => {
    expect(line(" a\n b ")).toBe("a b");
    expect(line("1. first")).toBe("1\\. first");
    expect(line("- item")).toBe("\\- item");
    expect(line("3 < 4 & 5")).toBe("3 &lt; 4 &amp; 5");
  });

  test("paragraphs keep their breaks", () => {
    expect(paragraphs("a\nb\n\n\nc")).toBe("a\\\nb\n\nc");
    expect(paragraphs("  \n ")).toBe("");
  });

  test("front matter holds one quoted scalar", () => {
    expect(yaml('a"b\n---\n<c>')).toBe('"a\\"b --- \\u003cc\\u003e"');
  });
});
