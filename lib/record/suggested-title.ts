/** What a decision is about, taken from its question: "Which platform for our lifecycle?" → "our lifecycle". */
export function subjectOf(question: string, locale: "fr" | "en"): string | null {
  const match = (locale === "fr" ? /\spour\s+(.+?)\s*\?$/iu : /\sfor\s+(.+?)\s*\?$/iu).exec(question.trim());
  return match?.[1] ?? null;
}
