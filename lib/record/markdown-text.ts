/** What people wrote, made harmless inside Markdown: it shows as typed and can be nothing but text. */

/** One line of text. */
export function line(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
      .trim()
      .replace(/[\\`*_[\]#|~$]/g, "\\$&")
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      // A scheme or www. would become a link in GitHub's dialect.
      .replace(/:\/\//g, "\\://")
      .replace(/\bwww\./gi, (match) => `${match.slice(0, -1)}\\.`)
      // Only at the start of a line: bullets, numbers, rules, underlines of a heading.
      .replace(/^([-+=])/, "\\$1")
      .replace(/^(\d{1,9})([.)])/, "$1\\$2")
  );
}

/** Paragraphs: an empty line parts them, a single line break stays one. */
export function paragraphs(text: string): string {
  return text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map(line)
    .join("\n")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim().replace(/\n/g, "\\\n"))
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** A double-quoted YAML scalar, safe also where a renderer takes the front matter for text. */
export function yaml(text: string): string {
  const one = text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ").trim();
  return JSON.stringify(one)
    .replace(/</g, "\\u003c")
    .replace(/>/g, "\\u003e")
    .replace(/&/g, "\\u0026")
    .replace(/\[/g, "\\u005b")
    .replace(/`/g, "\\u0060");
}
