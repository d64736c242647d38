/**
 * The comparison that the built-in template comes from writes a text in two languages as `fr` and `en`, or
 * `questionFr` and `questionEn`, and calls its options platforms. This turns such a file into ours and leaves
 * every other value as it is.
 */
export function fromFlatForm(json: unknown): unknown {
  if (!isObject(json)) return json;
  const { platforms, ...rest } = json;
  const file = platforms !== undefined && rest.options === undefined ? { ...rest, options: platforms } : rest;
  return Object.fromEntries(
    Object.entries(file).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((entry: unknown) => gathered(entry, name)) : value,
    ]),
  );
}

function gathered(entry: unknown, list: string): unknown {
  if (!isObject(entry)) return entry;
  const clean: Record<string, unknown> = {};
  const texts = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(entry)) {
    const [, stem = "", language = ""] = /^(.*?)(fr|en|Fr|En)$/.exec(name) ?? [];
    const isText = (stem === "") === (language === language.toLowerCase()) && language !== "";
    if (!isText) {
      clean[name === "name" ? "title" : name] = value;
      continue;
    }
    const text = stem === "" ? (list === "flows" ? "label" : "title") : stem;
    texts.set(text, { ...texts.get(text), [language.toLowerCase()]: value });
  }
  return { ...Object.fromEntries(texts), ...clean };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
