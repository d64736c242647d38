import type { RulesText } from "@/lib/decision/rules-text";

export interface ReadRules {
  intro: string;
  parts: { title: string; rules: { id: string; text: string; translated: boolean }[] }[];
}

/**
 * The rules in another language, in the order of the original. A rule without a translation keeps the original's
 * text: a number that a result cites always leads somewhere.
 */
export function translatedRules(original: RulesText, translation: RulesText | null): ReadRules {
  const texts = new Map(translation?.parts.flatMap(({ rules }) => rules.map(({ id, text }) => [id, text])));
  const titleOf = (first: string | undefined) =>
    translation?.parts.find(({ rules }) => rules.some(({ id }) => id === first))?.title;
  return {
    intro: translation?.intro ?? original.intro,
    parts: original.parts.map((part) => ({
      title: titleOf(part.rules[0]?.id) ?? part.title,
      rules: part.rules.map(({ id, text }) => ({
        id,
        text: texts.get(id) ?? text,
        translated: translation === null || texts.has(id),
      })),
    })),
  };
}
