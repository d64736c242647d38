/**
 * French and English say the same things: the same files, keys, placeholders and tags, nothing empty; and the
 * French is set as French is: its own spaces before ; : ! ? and inside « », the apostrophe ’.
 */
import { projectFiles, readText } from "./files.mjs";

const problems = [];
const names = (locale) =>
  projectFiles(new RegExp(`^messages/${locale}/[^/]+\\.json$`)).map((file) => file.split("/")[2]);
const english = names("en");
const french = names("fr");
for (const file of english.filter((name) => !french.includes(name)))
  problems.push(`messages/fr/${file} is missing`);
for (const file of french.filter((name) => !english.includes(name)))
  problems.push(`messages/en/${file} is missing`);

let count = 0;
for (const file of english.filter((name) => french.includes(name))) {
  const en = flat(JSON.parse(readText(`messages/en/${file}`)));
  const fr = flat(JSON.parse(readText(`messages/fr/${file}`)));
  for (const key of en.keys()) if (!fr.has(key)) problems.push(`messages/fr/${file}: ${key} is missing`);
  for (const key of fr.keys()) if (!en.has(key)) problems.push(`messages/en/${file}: ${key} is missing`);
  for (const [key, message] of en) {
    count++;
    check("en", file, key, message);
    if (!fr.has(key)) continue;
    check("fr", file, key, fr.get(key));
    const [a, b] = [parts(message), parts(fr.get(key))];
    if (a && b && a.names !== b.names) {
      problems.push(
        `messages/fr/${file}: ${key} has the placeholders ${b.names || "none"}, English ${a.names || "none"}`,
      );
    }
  }
}

for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log(`${count} messages in French and English`);
process.exitCode = problems.length === 0 ? 0 : 1;

function check(locale, file, key, message) {
  const where = `messages/${locale}/${file}: ${key}`;
  if (typeof message !== "string" || message.trim() === "")
    return problems.push(`${where} is empty or no text`);
  const read = parts(message);
  if (!read) return problems.push(`${where} has unbalanced braces`);
  // ICU reads a straight apostrophe as a quote, and a reader as a typewriter's.
  if (message.includes("'")) problems.push(`${where} has a straight apostrophe: use ’`);
  if (locale === "fr") for (const fault of typography(read.text)) problems.push(`${where}: ${fault}`);
}

/** Faults of a French text in which `\0` stands for a placeholder. */
function typography(text) {
  const faults = [];
  const near = (index) =>
    `“${text
      .slice(Math.max(0, index - 12), index + 4)
      .replaceAll("\0", "{…}")
      .trim()}”`;
  for (const { index, 0: sign } of text.matchAll(/[;:!?]/g)) {
    const before = text[index - 1] ?? "";
    const after = text[index + 1] ?? "";
    const isSpaced = before === "\u202f" || before === "\u00a0";
    const isInside = sign === ":" && /\S/.test(after); // a time, an address, a ratio
    if (before === " ") faults.push(`plain space before ${sign} near ${near(index)}`);
    else if (!isSpaced && !isInside && before !== "" && !/[;:!?…\s]/.test(before)) {
      faults.push(`no space before ${sign} near ${near(index)}`);
    }
  }
  for (const { index } of text.matchAll(/«(?![\u00a0\u202f])/g))
    faults.push(`no fixed space after « near ${near(index)}`);
  for (const { index } of text.matchAll(/(?<![\u00a0\u202f])»/g))
    faults.push(`no fixed space before » near ${near(index)}`);
  for (const { index } of text.matchAll(/\.\.\./g)) faults.push(`three dots for … near ${near(index)}`);
  return faults;
}

/** Names of the placeholders and tags, sorted, and the text between them; null when the braces do not match. */
function parts(message) {
  const found = new Set();
  let at = 0;
  let text = "";
  const read = (depth) => {
    while (at < message.length) {
      const char = message[at++];
      if (char === "}") return depth > 0;
      if (char !== "{") {
        text += char;
        continue;
      }
      const [head, name, kind] = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(message.slice(at)) ?? [];
      if (head === undefined) return false;
      found.add(name);
      at += head.length;
      text += "\0";
      if (!readArgument(kind, depth)) return false;
    }
    return depth === 0;
  };
  const readArgument = (kind, depth) => {
    const branches = kind === "plural" || kind === "select" || kind === "selectordinal";
    while (at < message.length) {
      const char = message[at++];
      if (char === "}") return true;
      if (char !== "{") continue;
      if (!branches) return false;
      text += "\n";
      if (!read(depth + 1)) return false;
    }
    return false;
  };
  if (!read(0)) return null;
  // French raises the end of an ordinal (1ᵉʳ), English does not.
  for (const [, tag] of text.matchAll(/<(\w+)>/g)) if (tag !== "sup") found.add(`<${tag}>`);
  return { names: [...found].sort().join(", "), text: text.replace(/<\/?\w+\/?>/g, "") };
}

function flat(tree, prefix = "") {
  const entries = new Map();
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === "object" && value !== null) {
      for (const entry of flat(value, `${prefix}${name}.`)) entries.set(...entry);
    } else entries.set(prefix + name, value);
  }
  return entries;
}
