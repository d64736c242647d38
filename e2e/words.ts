import fs from "node:fs";
import path from "node:path";
import { createTranslator } from "next-intl";

export type Language = "fr" | "en";
export const LANGUAGES = ["en", "fr"] as const;

/** What the product says in a language, by `namespace.key`: tests find things by the words people read. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

export function wordsOf(language: Language): Words {
  const folder = path.join(import.meta.dirname, "..", "messages", language);
  const messages = Object.fromEntries(
    fs
      .readdirSync(folder)
      .map((file) => [
        path.basename(file, ".json"),
        JSON.parse(fs.readFileSync(path.join(folder, file), "utf8")) as Record<string, string>,
      ]),
  );
  const translate = createTranslator({
    locale: language,
    messages,
    onError: (error) => {
      throw error;
    },
  });
  return (key, values) => translate(key as never, values as never);
}
