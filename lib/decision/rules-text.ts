/** RULES.md as data: what it says above its first part, and its parts with their numbered rules. */
export interface RulesText {
  intro: string;
  parts: { title: string; rules: { id: string; text: string }[] }[];
}

/** Knows the two kinds of line that RULES.md is made of besides its title: "## Part" and "- **AB1** Text". */
export function parseRules(markdown: string): RulesText {
  const text: RulesText = { intro: "", parts: [] };
  for (const line of markdown.split("\n")) {
    const part = /^## (.+)$/.exec(line)?.[1];
    const [, id, rule] = /^- \*\*([A-Z]{2}\d+)\*\* (.+)$/.exec(line) ?? [];
    if (part) text.parts.push({ title: part, rules: [] });
    else if (id && rule) text.parts.at(-1)?.rules.push({ id, text: rule });
    else if (text.parts.length === 0 && line && !line.startsWith("#"))
      text.intro = `${text.intro} ${line}`.trim();
  }
  return text;
}
