import { AppError } from "./errors";

/** Names of people, titles, questions: everything that stands on one line. */
export const NAME_MAX = 200;
/** Reasons, rationale: everything that may have paragraphs. */
export const TEXT_MAX = 5000;

/** A single space that keeps a line from breaking before ":" or "?" in French. */
const NO_BREAK = /^[\u00a0\u202f]$/;

/**
 * Without what no PostgreSQL column takes, or takes and cannot read again as JSON: NUL characters, and halves of
 * surrogate pairs, which are no characters.
 */
export const storableText = (text: string): string => text.replaceAll("\u0000", "").replace(/\p{Cs}/gu, "");

/** One line of text as somebody typed it: trimmed, inner white space single. Throws when it is empty or too long. */
export function requireName(value: unknown, max = NAME_MAX): string {
  const name = readLine(value, max);
  if (name === "") throw new AppError("name-missing");
  return name;
}

/** As `requireName`, but may be empty. */
export function readLine(value: unknown, max = NAME_MAX): string {
  const line = storableText(typeof value === "string" ? value : "")
    .normalize("NFC")
    .replace(/\s+/gu, (space) => (NO_BREAK.test(space) ? space : " "))
    .trim();
  if (line.length > max) throw new AppError("name-too-long", { max, length: line.length });
  return line;
}
