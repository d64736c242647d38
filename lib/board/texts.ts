import { AppError } from "../errors";
import { NAME_MAX, readLine, requireName, storableText, TEXT_MAX } from "../text-limits";

/** Titles and names are one line; questions, purposes and notes may have paragraphs. */
export const MAX_TITLE = NAME_MAX;
export const MAX_TEXT = TEXT_MAX;

/** A title as it is stored. Throws `name-missing`, `name-too-long`: the caller keeps what was typed. */
export const requireTitle = (text: string): string => requireName(text);
/** As `requireTitle`, but may be empty: labels, anchors. */
export const optionalTitle = (text: string): string => readLine(text);

export function optionalText(text: string): string {
  const trimmed = storableText(text).normalize("NFC").trim();
  if (trimmed.length > MAX_TEXT)
    throw new AppError("name-too-long", { max: MAX_TEXT, length: trimmed.length });
  return trimmed;
}
